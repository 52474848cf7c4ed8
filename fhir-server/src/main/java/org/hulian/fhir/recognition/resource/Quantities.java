package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.hulian.terminology.compare.Finding;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;

/** Values of Observations: a quantity with its reference range, or anything else in words. */
final class Quantities {
    private Quantities() {}

    static @Nullable Finding finding(JsonNode observation) {
        JsonNode quantity = observation.path("valueQuantity");
        BigDecimal value = number(quantity);
        String unit = FhirJson.first(quantity.path("code"), quantity.path("unit"));
        if (value == null || unit == null) {
            return null;
        }
        JsonNode range = observation.at("/referenceRange/0");
        return new Finding(
                new Amount(value, new UcumUnit(unit)),
                limit(range.path("low"), unit),
                limit(range.path("high"), unit),
                FhirJson.text(observation.at("/interpretation/0/coding/0/code")));
    }

    static String shown(JsonNode observation) {
        JsonNode quantity = observation.path("valueQuantity");
        BigDecimal value = number(quantity);
        if (value != null) {
            String unit = FhirJson.first(quantity.path("unit"), quantity.path("code"));
            return quantity.path("comparator").asText() + value.toPlainString() + (unit == null ? "" : " " + unit);
        }
        String words = FhirJson.first(
                observation.path("valueString"),
                observation.at("/valueCodeableConcept/text"),
                observation.at("/valueCodeableConcept/coding/0/display"),
                observation.at("/valueCodeableConcept/coding/0/code"),
                observation.path("valueInteger"),
                observation.path("valueBoolean"));
        return words == null ? "" : words;
    }

    /** A limit in another unit than the value would be taken for a wrong number: it is left out. */
    private static @Nullable BigDecimal limit(JsonNode quantity, String unit) {
        String stated = FhirJson.first(quantity.path("code"), quantity.path("unit"));
        return stated == null || stated.equals(unit) ? number(quantity) : null;
    }

    private static @Nullable BigDecimal number(JsonNode quantity) {
        JsonNode value = quantity.path("value");
        return value.isNumber() ? value.decimalValue() : null;
    }
}
