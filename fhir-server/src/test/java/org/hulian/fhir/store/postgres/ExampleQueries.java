package org.hulian.fhir.store.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.TimeSpan;

/** From a value of a resource to the text of a search that must find it, as a client would write it. */
final class ExampleQueries {
    private ExampleQueries() {}

    /** Values of a parameter's search; empty where this kind of value cannot be searched for. */
    static Set<String> of(SearchParameter parameter, JsonNode value) {
        Set<String> texts = new LinkedHashSet<>();
        switch (parameter.kind()) {
            case TOKEN -> token(value, texts::add);
            case URI -> add(value.asText(), texts::add);
            case STRING -> string(value, texts::add);
            case DATE -> date(value, texts::add);
            case NUMBER, QUANTITY -> amount(value, texts::add);
            case REFERENCE -> {
                String reference = value.isTextual()
                        ? value.asText()
                        : value.path("reference").asText("");
                if (!reference.startsWith("#")) {
                    add(reference, texts::add);
                }
            }
            case SPECIAL ->
                texts.add(value.path("latitude").asText() + "|"
                        + value.path("longitude").asText() + "|1|km");
            case COMPOSITE -> {}
        }
        return texts;
    }

    private static void add(String text, Consumer<String> texts) {
        if (!text.isBlank()) {
            texts.accept(escaped(text));
        }
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\,$|])", "\\\\$1");
    }

    private static void token(JsonNode value, Consumer<String> texts) {
        if (value.isValueNode()) {
            add(value.asText(), texts);
            return;
        }
        List<JsonNode> codings = new ArrayList<>();
        if (value.has("coding")) {
            value.path("coding").forEach(codings::add);
        } else {
            codings.add(value);
        }
        for (JsonNode coding : codings) {
            boolean contact = coding.has("value")
                    && !coding.has("type")
                    && coding.path("system").asText("").length() < 6;
            String system = contact ? "" : coding.path("system").asText("");
            String code = coding.path(coding.has("value") && !coding.has("code") ? "value" : "code")
                    .asText("");
            if (!code.isEmpty() || !system.isEmpty()) {
                texts.accept((system.isEmpty() ? "" : escaped(system) + "|") + escaped(code));
            }
        }
    }

    private static void string(JsonNode value, Consumer<String> texts) {
        if (value.isTextual()) {
            add(beginning(value.asText()), texts);
            return;
        }
        for (String part : List.of("family", "given", "city", "postalCode", "line", "country", "state")) {
            JsonNode found = value.path(part).isArray() ? value.path(part).path(0) : value.path(part);
            add(beginning(found.asText("")), texts);
        }
    }

    /** Only so much of a text is indexed. */
    private static String beginning(String text) {
        return text.substring(0, Math.min(100, text.length()));
    }

    private static void date(JsonNode value, Consumer<String> texts) {
        if (value.isTextual()) {
            // CarePlan's activity-date is a text where nothing else is known.
            if (TimeSpan.parse(value.asText(), TestStore.ZONE) != null) {
                add(value.asText(), texts);
            }
        } else if (value.has("start")) {
            texts.accept("ge" + value.path("start").asText());
            if (value.has("end")) {
                texts.accept("le" + value.path("end").asText());
            }
        } else if (value.has("end")) {
            texts.accept("le" + value.path("end").asText());
        } else {
            value.path("event").forEach(event -> texts.accept("ge" + event.asText()));
        }
    }

    private static void amount(JsonNode value, Consumer<String> texts) {
        if (value.isNumber()) {
            texts.accept(value.asText());
        } else if (value.has("low") || value.has("high")) {
            bound("ge", value.path("low"), texts);
            bound("le", value.path("high"), texts);
        } else if (value.has("origin")) {
            texts.accept("ne-1000000");
        } else if (value.has("value")) {
            String prefix = switch (value.path("comparator").asText("")) {
                case "<", "<=" -> "le";
                case ">", ">=" -> "ge";
                default -> "";
            };
            bound(prefix, value, texts);
        }
    }

    private static void bound(String prefix, JsonNode quantity, Consumer<String> texts) {
        if (!quantity.has("value")) {
            return;
        }
        String number = prefix + quantity.path("value").asText();
        texts.accept(number);
        if (quantity.has("currency")) {
            texts.accept(number + "|urn:iso:std:iso:4217|"
                    + quantity.path("currency").asText());
        } else if (quantity.has("code")) {
            texts.accept(number + "|" + escaped(quantity.path("system").asText("")) + "|"
                    + escaped(quantity.path("code").asText()));
        }
        if (quantity.has("unit")) {
            texts.accept(number + "||" + escaped(quantity.path("unit").asText()));
        }
    }
}
