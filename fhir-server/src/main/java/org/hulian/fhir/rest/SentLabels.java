package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.resource.FhirJson;

/**
 * The labels that {@code $meta-add} and {@code $meta-delete} are given: one <a
 * href="https://hl7.org/fhir/R4/resource.html#Meta">Meta</a>. What cannot be a label is refused with its place, not
 * passed over: who takes a security label away must know whether it is gone.
 */
final class SentLabels {
    private static final String PLACE = "Parameters.parameter.where(name='meta').value";
    private static final Set<String> ELEMENTS =
            Set.of("id", "extension", "versionId", "lastUpdated", "source", "profile", "security", "tag");

    private final List<Failure.Issue> wrong = new ArrayList<>();

    private SentLabels() {}

    static JsonNode read(SentParameters sent) {
        List<byte[]> given = sent.elements("meta");
        if (given.size() != 1) {
            throw refused(List.of(new Failure.Issue(
                    "required",
                    "Parameters.parameter",
                    "One parameter meta with a valueMeta is needed.",
                    "须有且仅有一个带 valueMeta 的参数 meta。")));
        }
        JsonNode meta = Objects.requireNonNull(FhirJson.read(given.getFirst()));
        SentLabels labels = new SentLabels();
        labels.check(meta);
        if (!labels.wrong.isEmpty()) {
            throw refused(labels.wrong);
        }
        return meta;
    }

    private void check(JsonNode meta) {
        meta.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name.startsWith("_") ? name.substring(1) : name)) {
                add("structure", Shown.of(name), "is no element of a Meta. Remove it.", "不是 Meta 的元素，请删除。");
            }
        });
        for (String list : List.of("profile", "tag", "security")) {
            JsonNode labels = meta.path(list);
            if (!labels.isMissingNode() && (!labels.isArray() || labels.isEmpty())) {
                add("structure", list, "must be a list that is not empty.", "应为非空列表。");
            }
            for (int i = 0; labels.isArray() && i < labels.size(); i++) {
                String place = list + "[" + i + "]";
                if (list.equals("profile")) {
                    text(labels.get(i), place);
                } else {
                    coding(labels.get(i), place);
                }
            }
        }
    }

    private void coding(JsonNode label, String place) {
        if (!label.isObject()) {
            add("structure", place, "must be a Coding.", "应为 Coding。");
            return;
        }
        text(label.path("code"), place + ".code");
        if (label.has("system")) {
            text(label.path("system"), place + ".system");
        }
    }

    private void text(JsonNode value, String place) {
        if (value.isMissingNode()) {
            add("required", place, "is missing: a label is known by it.", "缺失：标签以此识别。");
        } else if (!value.isTextual() || value.asText().isBlank()) {
            add("value", place, "must be a text that is not empty.", "应为非空文本。");
        }
    }

    private void add(String code, String place, String en, String zh) {
        wrong.add(new Failure.Issue(code, PLACE + "." + place, place + " " + en, place + " " + zh));
    }

    private static FailureException refused(List<Failure.Issue> wrong) {
        return new FailureException(new Failure.Malformed("invalid", List.copyOf(wrong)));
    }
}
