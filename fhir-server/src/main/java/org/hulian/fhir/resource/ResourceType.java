package org.hulian.fhir.resource;

/**
 * An R4 resource type.
 *
 * @param name   as in <a href="https://hl7.org/fhir/R4/resourcelist.html">the resource list</a>
 * @param number stable small number stored in the index rows; never reused
 * @param store  the database its instances live in
 */
public record ResourceType(String name, short number, Store store) {
    @Override
    public String toString() {
        return name;
    }
}
