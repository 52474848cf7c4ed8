package org.hulian.fhir.resource;

/** The database a resource type lives in: who, what, or the record of accesses. */
public enum Store {
    REGISTRY,
    CLINICAL,
    AUDIT
}
