package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PatientPaths;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.security.consent.RecordCategories;

/** Takes from a resource what it is found by. Thread-safe; a type's expressions are compiled at its first use. */
public final class IndexExtractor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SearchParameters parameters;
    private final TokenHasher hasher;
    private final RecordCategories categories;
    private final ZoneId zone;
    private final String base;
    private final Map<String, List<Compiled>> compiled = new ConcurrentHashMap<>();

    /** A parameter with its expression ready to run. */
    record Compiled(SearchParameter parameter, ValuePath path) {}

    /**
     * An extractor.
     *
     * @param zone of dates without one
     * @param base the server's FHIR base URL without a slash at the end
     */
    public IndexExtractor(
            SearchParameters parameters, TokenHasher hasher, RecordCategories categories, ZoneId zone, String base) {
        this.parameters = parameters;
        this.hasher = hasher;
        this.categories = categories;
        this.zone = zone;
        this.base = base + "/";
    }

    /**
     * The values of a resource.
     *
     * @param json        its body
     * @param patientName what a patient's key is called in the database it is stored in
     */
    public IndexValues extract(ResourceType type, byte[] json, UnaryOperator<UUID> patientName) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        IndexCollector collector = new IndexCollector(
                type, ResourceTypes.r4().roles(type), hasher, zone, base, patientName, PatientPaths.r4());
        for (Compiled each : compiled.computeIfAbsent(type.name(), name -> compile(type))) {
            each.path().collect(root, value -> collector.add(each.parameter(), value));
        }
        return collector.finish(categories);
    }

    private List<Compiled> compile(ResourceType type) {
        return parameters.offered(type).stream()
                .filter(parameter -> parameter.number() > SearchParameters.LAST_UPDATED.number())
                .map(parameter -> new Compiled(parameter, PathCompiler.compile(parameter.expression())))
                .toList();
    }
}
