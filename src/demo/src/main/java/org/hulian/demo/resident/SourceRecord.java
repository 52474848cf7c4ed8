package org.hulian.demo.resident;

import java.util.Set;

/** One institution's record of a resident under its own medical record number. */
public record SourceRecord(Site site, String mrn, Demographics written, Set<Difference> differences) {}
