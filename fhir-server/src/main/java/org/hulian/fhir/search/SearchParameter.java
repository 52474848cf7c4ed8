package org.hulian.fhir.search;

import java.util.List;

/**
 * A search parameter of one resource type, as HL7 defines it.
 *
 * @param number     stable number within the type: its name in hashes and side tables; HL7's are below 64
 * @param expression FHIRPath of the values
 * @param targets    types a reference may lead to; empty for any
 * @param system     code system of values that are plain codes, or empty
 * @param components parameters a composite is made of
 * @see <a href="https://hl7.org/fhir/R4/searchparameter-registry.html">R4 registry</a>
 */
public record SearchParameter(
        String name,
        int number,
        Kind kind,
        String expression,
        List<String> targets,
        String system,
        List<String> components) {
    /** <a href="https://hl7.org/fhir/R4/search.html#ptypes">Search parameter types</a>. */
    public enum Kind {
        TOKEN,
        REFERENCE,
        STRING,
        DATE,
        URI,
        QUANTITY,
        NUMBER,
        COMPOSITE,
        SPECIAL
    }

    /** Whether a resource's values are looked up in an index; {@code _text} and the like are not. */
    public boolean isIndexed() {
        return kind != Kind.SPECIAL || name.equals("near");
    }

    /** Whether it has a bit in the column {@code present}; of others a token says that there is a value. */
    public boolean hasBit() {
        return number < Long.SIZE;
    }

    /** The bit of the column {@code present} that says whether a resource has a value. */
    public long bit() {
        return 1L << number;
    }

    @Override
    public String toString() {
        return name;
    }
}
