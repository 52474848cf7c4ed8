package org.hulian.terminology.code;

import java.util.Locale;

/**
 * URIs of the code systems the hub speaks.
 *
 * @see <a href="https://terminology.hl7.org/">HL7 Terminology</a>
 */
public final class CodeSystems {
    public static final String LOINC = "http://loinc.org";
    public static final String UCUM = "http://unitsofmeasure.org";

    private static final String LOCAL = "http://hulian.org/fhir/codes/";
    private static final String V2_TABLE = "http://terminology.hl7.org/CodeSystem/v2-";

    private CodeSystems() {}

    /** The code system of an HL7 v2 table: {@code v2Table(85)} is {@code .../v2-0085}. */
    public static String v2Table(int number) {
        return V2_TABLE + String.format(Locale.ROOT, "%04d", number);
    }

    /** The code system of an institution's own test codes. */
    public static String local(String institution) {
        return LOCAL + institution;
    }
}
