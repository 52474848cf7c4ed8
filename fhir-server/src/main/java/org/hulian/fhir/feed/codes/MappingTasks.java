package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.hulian.fhir.feed.codes.WorkRows.Work;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.terminology.suggest.Contradiction;
import org.jspecify.annotations.Nullable;

/**
 * The work on a code as a Task: input is what the sender sends, output the targets that may be meant and the decision.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
final class MappingTasks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "http://hulian.org/fhir/";

    private final Institutions institutions;

    MappingTasks(Institutions institutions) {
        this.institutions = institutions;
    }

    ObjectNode task(Work work, List<Ranked> candidates, String language) {
        LocalCode source = work.source();
        String sender =
                institutions.byNumber(source.sender()).map(Institution::code).orElse(String.valueOf(source.sender()));
        ObjectNode task = JSON.createObjectNode();
        task.put("resourceType", "Task").put("id", source.task().toString());
        task.put("status", status(work.phase()));
        task.set("businessStatus", concept("mapping-phase", work.phase()));
        task.put("intent", "order");
        task.set("code", concept("task-code", "map-code"));
        task.put("description", "映射本地代码 Map " + source.code() + " " + work.name());
        task.putObject("focus").put("reference", "ConceptMap/" + MappingPublication.id(institutions, source.sender()));
        put(task, "authoredOn", work.first());
        put(task, "lastModified", changed(work));
        task.putObject("requester").put("reference", "Organization/" + sender);
        ArrayNode input = task.putArray("input");
        ObjectNode coding = part(input, "source").putObject("valueCoding");
        if (!source.system().isEmpty()) {
            coding.put("system", source.system());
        }
        coding.put("code", source.code());
        if (!work.name().isEmpty()) {
            coding.put("display", work.name());
        }
        part(input, "sender").put("valueString", sender);
        part(input, "kind").put("valueCode", source.kindWord());
        if (!work.unit().isEmpty()) {
            part(input, "unit").put("valueString", work.unit());
        }
        part(input, "count").put("valueInteger", work.count());
        part(input, "messages").put("valueInteger", work.messages());
        if (work.last() != null) {
            put(part(input, "last"), "valueInstant", work.last());
        }
        ArrayNode output = JSON.createArrayNode();
        LocalMapping decision = work.decision();
        if (decision != null) {
            decision(output, decision);
        }
        candidates.forEach(candidate -> candidate(output, source, candidate, language));
        if (!output.isEmpty()) {
            task.set("output", output);
        }
        return task;
    }

    private static void candidate(ArrayNode output, LocalCode source, Ranked ranked, String language) {
        ObjectNode candidate = part(output, "candidate");
        ArrayNode extensions = candidate.putArray("extension");
        extension(extensions, "score")
                .put("valueDecimal", BigDecimal.valueOf(ranked.score()).setScale(4, RoundingMode.HALF_UP));
        if (ranked.sure()) {
            extension(extensions, "sure").put("valueBoolean", true);
        }
        ranked.evidence().forEach(sentence -> extension(extensions, "evidence").put("valueString", sentence));
        for (Contradiction contradiction : ranked.contradictions()) {
            extension(extensions, "contradiction")
                    .put("valueString", language.equals("zh") ? contradiction.zh() : contradiction.en());
        }
        target(candidate, source, ranked.code(), ranked.words());
    }

    private static void decision(ArrayNode output, LocalMapping mapping) {
        ObjectNode decision = part(output, "decision");
        ArrayNode extensions = decision.putArray("extension");
        ObjectNode period = extension(extensions, "in-force").putObject("valuePeriod");
        put(period, "start", mapping.starts());
        put(period, "end", mapping.ends());
        by(extensions, "proposed", mapping.proposedBy(), mapping.proposed(), mapping.comment());
        by(extensions, "reviewed", mapping.reviewedBy(), mapping.reviewed(), mapping.review());
        by(extensions, "retired", mapping.retiredBy(), mapping.retired(), mapping.retirement());
        if (mapping.automatic()) {
            extension(extensions, "taken-over-automatically").put("valueBoolean", true);
        }
        for (JsonNode sentence : evidence(mapping)) {
            extension(extensions, "evidence").put("valueString", sentence.asText());
        }
        String target = mapping.target();
        if (target == null) {
            decision.put("valueString", mapping.comment());
        } else {
            target(decision, mapping.source(), target, mapping.words());
        }
    }

    private static void by(
            ArrayNode extensions, String what, @Nullable String who, @Nullable Instant when, String words) {
        if (who != null) {
            ArrayNode parts = extension(extensions, what).putArray("extension");
            parts.addObject().put("url", "by").put("valueString", who);
            if (when != null) {
                parts.addObject().put("url", "at").put("valueInstant", when.toString());
            }
            if (!words.isEmpty()) {
                parts.addObject().put("url", "words").put("valueString", words);
            }
        }
    }

    private static JsonNode evidence(LocalMapping mapping) {
        try {
            return JSON.readTree(mapping.evidence());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the hub wrote this JSON", e);
        }
    }

    private static void target(ObjectNode part, LocalCode source, String code, String words) {
        ObjectNode coding = part.putObject("valueCoding")
                .put("system", source.targetSystem())
                .put("code", code);
        if (!words.isEmpty()) {
            coding.put("display", words);
        }
    }

    private static ObjectNode part(ArrayNode parts, String type) {
        ObjectNode part = parts.addObject();
        part.set("type", concept("code-mapping", type));
        return part;
    }

    private static ObjectNode extension(ArrayNode extensions, String name) {
        return extensions.addObject().put("url", BASE + "StructureDefinition/mapping-" + name);
    }

    private static ObjectNode concept(String system, String code) {
        ObjectNode concept = JSON.createObjectNode();
        concept.putArray("coding")
                .addObject()
                .put("system", BASE + "CodeSystem/" + system)
                .put("code", code);
        return concept;
    }

    private static void put(ObjectNode node, String name, @Nullable Instant at) {
        if (at != null) {
            node.put(name, at.toString());
        }
    }

    private static @Nullable Instant changed(Work work) {
        LocalMapping decision = work.decision();
        if (decision == null) {
            return work.last();
        }
        Instant retired = decision.retired();
        Instant reviewed = decision.reviewed();
        return retired != null ? retired : reviewed != null ? reviewed : decision.proposed();
    }

    private static String status(String phase) {
        return switch (phase) {
            case "open" -> "requested";
            case "proposed" -> "in-progress";
            case "approved" -> "accepted";
            case "automatic", "in-force" -> "completed";
            default -> "cancelled";
        };
    }
}
