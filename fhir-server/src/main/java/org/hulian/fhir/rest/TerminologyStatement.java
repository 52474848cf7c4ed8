package org.hulian.fhir.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.operation.Operations;
import org.jspecify.annotations.Nullable;

/**
 * The TerminologyCapabilities: the code systems known now and what may be asked of them.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminologycapabilities.html">TerminologyCapabilities</a>
 */
public final class TerminologyStatement {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> EXPANSION = List.of(
            "activeOnly",
            "check-system-version",
            "count",
            "displayLanguage",
            "excludeNested",
            "filter",
            "force-system-version",
            "includeDesignations",
            "offset",
            "property",
            "system-version",
            "tx-resource",
            "url",
            "valueSet",
            "valueSetVersion");

    private final Library library;
    private final String base;
    private final String version;
    private final Instant date;
    private volatile @Nullable Built built;

    /**
     * For a server.
     *
     * @param date when it was started
     */
    public TerminologyStatement(Operations operations, String base, String version, Instant date) {
        this.library = operations.library();
        this.base = base;
        this.version = version;
        this.date = date;
    }

    private record Built(long edition, byte[] json) {}

    /** Built anew when what the library holds has changed. */
    byte[] json() {
        long edition = library.edition();
        Built kept = built;
        if (kept == null || kept.edition() != edition) {
            kept = new Built(edition, build());
            built = kept;
        }
        return kept.json();
    }

    private byte[] build() {
        ObjectNode statement = MAPPER.createObjectNode()
                .put("resourceType", "TerminologyCapabilities")
                .put("id", "hulian")
                .put("url", base + "/metadata?mode=terminology")
                .put("version", version)
                .put("name", "HulianTerminology")
                .put("title", "Hulian terminology service")
                .put("status", "active")
                .put("date", date.toString())
                .put("kind", "instance");
        statement.putObject("software").put("name", "Hulian").put("version", version);
        statement
                .putObject("implementation")
                .put("description", "Health-data interoperability and records hub")
                .put("url", base);
        codeSystems(statement.putArray("codeSystem"));
        ObjectNode expansion =
                statement.putObject("expansion").put("hierarchical", true).put("paging", true);
        expansion.put("incomplete", false);
        ArrayNode parameters = expansion.putArray("parameter");
        EXPANSION.forEach(name -> parameters.addObject().put("name", name));
        expansion.put("textFilter", "Every word must stand in the code or in one of its displays, in any language.");
        statement.put("codeSearch", "all");
        statement.putObject("validateCode").put("translations", true);
        statement.putObject("translation").put("needsMap", false);
        statement.putObject("closure").put("translation", false);
        try {
            return MAPPER.writeValueAsBytes(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void codeSystems(ArrayNode list) {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (Head head : library.heads()) {
            TreeSet<String> known = versions.computeIfAbsent(head.url(), url -> new TreeSet<>());
            String named = head.version();
            if (named != null) {
                known.add(named);
            }
        }
        versions.forEach((url, known) -> {
            ObjectNode system = list.addObject().put("uri", url);
            known.forEach(named -> system.withArray("version").addObject().put("code", named));
        });
    }
}
