package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.LocalCodes;

/**
 * What is in force now as one ConceptMap for each sender, for everybody to read. It is made from the decisions and
 * never read back: its versions are their history.
 */
final class MappingPublication {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "http://hulian.org/fhir/";

    /** A transaction Bundle on the hub's own account. */
    @FunctionalInterface
    interface Writer {
        Uni<Void> write(byte[] bundle, RequestContext context);
    }

    private final Institutions institutions;
    private final Writer writer;
    private final Map<Integer, String> published = new ConcurrentHashMap<>();

    MappingPublication(Institutions institutions, Writer writer) {
        this.institutions = institutions;
        this.writer = writer;
    }

    /** Id of a sender's ConceptMap. */
    static String id(Institutions institutions, int sender) {
        return "mapping-" + institutions.byNumber(sender).map(Institution::code).orElse(String.valueOf(sender));
    }

    /** Writes the maps that changed since they were last written. */
    Uni<Void> publish(MappingBook book, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int sender : book.versions().keySet()) {
            String body = body(sender, book.version(sender), book.inForce(sender, now));
            if (!body.equals(published.get(sender))) {
                String bundle = """
                        {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PUT","url":\
                        "ConceptMap/%s"},"resource":%s}]}""".formatted(id(institutions, sender), body);
                all = all.chain(() -> writer.write(
                                bundle.getBytes(StandardCharsets.UTF_8),
                                new RequestContext(Access.hub(), "code-mapping", "en")))
                        .invoke(() -> published.put(sender, body));
            }
        }
        return all;
    }

    private String body(int sender, int version, List<LocalMapping> mappings) {
        String id = id(institutions, sender);
        Institution institution = institutions.byNumber(sender).orElse(null);
        ObjectNode map = JSON.createObjectNode();
        map.put("resourceType", "ConceptMap").put("id", id);
        map.put("url", BASE + "ConceptMap/" + id).put("version", String.valueOf(version));
        map.put("name", id.replace('-', '_'));
        map.put("title", institution == null ? id : "本地代码映射 Local codes of " + institution.en());
        map.put("status", "active");
        ArrayNode groups = JSON.createArrayNode();
        for (LocalCodes.Kind kind : LocalCodes.Kind.values()) {
            mappings.stream()
                    .filter(mapping -> mapping.source().kind() == kind)
                    .map(mapping -> mapping.source().system())
                    .distinct()
                    .forEach(system -> groups.add(group(kind, system, mappings)));
        }
        if (!groups.isEmpty()) {
            map.set("group", groups);
        }
        return map.toString();
    }

    private static ObjectNode group(LocalCodes.Kind kind, String system, List<LocalMapping> mappings) {
        ObjectNode group = JSON.createObjectNode();
        if (!system.isEmpty()) {
            group.put("source", system);
        }
        ArrayNode elements = JSON.createArrayNode();
        for (LocalMapping mapping : mappings) {
            if (mapping.source().kind() == kind && mapping.source().system().equals(system)) {
                group.put("target", mapping.source().targetSystem());
                elements.add(element(mapping));
            }
        }
        return group.set("element", elements);
    }

    private static ObjectNode element(LocalMapping mapping) {
        ObjectNode element = JSON.createObjectNode();
        ArrayNode extensions = element.putArray("extension");
        ObjectNode period = extensions
                .addObject()
                .put("url", BASE + "StructureDefinition/in-force")
                .putObject("valuePeriod");
        period.put("start", mapping.starts().toString());
        Instant ends = mapping.ends();
        if (ends != null) {
            period.put("end", ends.toString());
        }
        if (mapping.automatic() && mapping.reviewedBy() == null) {
            extensions
                    .addObject()
                    .put("url", BASE + "StructureDefinition/taken-over-automatically")
                    .put("valueBoolean", true);
        }
        element.put("code", mapping.source().code());
        if (!mapping.display().isEmpty()) {
            element.put("display", mapping.display());
        }
        ObjectNode target = element.putArray("target").addObject();
        String code = mapping.target();
        if (code != null) {
            target.put("code", code);
            if (!mapping.words().isEmpty()) {
                target.put("display", mapping.words());
            }
        }
        target.put("equivalence", mapping.equivalence());
        if (!mapping.comment().isEmpty()) {
            target.put("comment", mapping.comment());
        }
        return element;
    }
}
