package org.hulian.fhir.recognition.resource;

/** A code of the catalogue with its system: LOINC, the hub's examinations, or a system of its own. */
public record CatalogueCode(String system, String code) {
    /** As the rules write it: a LOINC number, the id of an examination, or system|code. */
    public static CatalogueCode of(String text) {
        int bar = text.indexOf('|');
        if (bar >= 0) {
            return new CatalogueCode(text.substring(0, bar), text.substring(bar + 1));
        }
        return new CatalogueCode(text.matches("\\d+-\\d") ? FhirJson.LOINC : FhirJson.EXAMINATION, text);
    }

    /** A code of an institution's own system, as the rules write it. */
    public static String text(String system, String code) {
        return system + "|" + code;
    }
}
