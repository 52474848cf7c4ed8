package org.hulian.fhir.recognition;

/** The same words in English and Chinese. */
public record Words(String en, String zh) {}
