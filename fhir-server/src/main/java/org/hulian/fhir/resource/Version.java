package org.hulian.fhir.resource;

/** A version number, counted from 1 for each resource; {@code meta.versionId} and the ETag. */
public record Version(int number) {
    /** The version of a resource just created. */
    public static final Version FIRST = new Version(1);

    /** The version after this one. */
    public Version next() {
        return new Version(number + 1);
    }
}
