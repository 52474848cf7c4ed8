package org.hulian.fhir.interaction;

/** The interactions that read, over one view of the store. */
public record Reads(Read read, VersionRead versionRead, History history, Search search) {}
