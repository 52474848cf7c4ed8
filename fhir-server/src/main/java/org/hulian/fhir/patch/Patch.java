package org.hulian.fhir.patch;

/** A change of parts of a resource, <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a>. */
public interface Patch {
    /**
     * The resource after the patch.
     *
     * @param json the resource as it is stored; not changed
     * @throws org.hulian.fhir.failure.FailureException Invalid where the patch does not fit this resource
     */
    byte[] applyTo(byte[] json);
}
