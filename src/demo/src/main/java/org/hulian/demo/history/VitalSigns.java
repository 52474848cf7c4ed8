package org.hulian.demo.history;

/** Taken at a visit: blood pressure in mmHg, pulse per minute, body weight in kg (tenths). */
public record VitalSigns(Visit visit, int systolic, int diastolic, int pulse, int weightTenths) {}
