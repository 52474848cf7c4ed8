package org.hulian.fhir.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sender's code or unit that a message carries and no map knows; it is stored as sent.
 *
 * @param kind    {@code code} or {@code unit}
 * @param system  of the sender's own code, empty for a unit
 * @param code    as sent
 * @param display the sender's name for it
 * @param unit    the unit its value came with, empty when none did
 */
record UnmappedCode(String kind, String system, String code, String display, String unit) {
    private static final String LOINC = "http://loinc.org";
    private static final List<String> CODED = List.of("Observation", "DiagnosticReport", "ServiceRequest");

    /** Everything unmapped in a bundle, with how often. */
    static Map<UnmappedCode, Integer> in(MessageBundle bundle) {
        Map<UnmappedCode, Integer> found = new LinkedHashMap<>();
        for (String type : CODED) {
            for (JsonNode resource : bundle.resources(type)) {
                of(resource).forEach(each -> found.merge(each, 1, Integer::sum));
            }
        }
        return found;
    }

    /** How many records of a bundle carry a LOINC code. */
    static int coded(MessageBundle bundle) {
        int count = 0;
        for (String type : CODED) {
            for (JsonNode resource : bundle.resources(type)) {
                count += resource.has("code") && isMapped(resource.path("code")) ? 1 : 0;
            }
        }
        return count;
    }

    private static List<UnmappedCode> of(JsonNode resource) {
        List<UnmappedCode> found = new ArrayList<>();
        JsonNode quantity = resource.path("valueQuantity");
        String unit = quantity.path("unit").asText("");
        JsonNode code = resource.path("code");
        if (!isMapped(code)) {
            JsonNode own = code.path("coding").path(0);
            String display = own.path("display").asText(code.path("text").asText(""));
            String id = own.path("code").asText("");
            if (!id.isEmpty() || !display.isEmpty()) {
                found.add(new UnmappedCode("code", own.path("system").asText(""), id, display, unit));
            }
        }
        if (!unit.isEmpty() && quantity.path("code").asText("").isEmpty()) {
            found.add(new UnmappedCode("unit", "", unit, "", ""));
        }
        return found;
    }

    private static boolean isMapped(JsonNode code) {
        for (JsonNode coding : code.path("coding")) {
            if (coding.path("system").asText("").equals(LOINC)) {
                return true;
            }
        }
        return code.isMissingNode();
    }
}
