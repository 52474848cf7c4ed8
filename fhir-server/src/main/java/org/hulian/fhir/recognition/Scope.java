package org.hulian.fhir.recognition;

/** How far a mark reaches, widest first. */
public enum Scope {
    NATIONAL,
    PROVINCE,
    JOINT_REGION,
    CITY,
    ALLIANCE
}
