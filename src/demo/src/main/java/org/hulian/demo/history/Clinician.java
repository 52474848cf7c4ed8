package org.hulian.demo.history;

import org.hulian.demo.catalogue.Department;
import org.hulian.demo.resident.PersonName;
import org.hulian.demo.resident.Site;

/** Someone who works in a department of an institution, under a staff number of that institution. */
public record Clinician(Site site, Department department, String staffNumber, PersonName name) {}
