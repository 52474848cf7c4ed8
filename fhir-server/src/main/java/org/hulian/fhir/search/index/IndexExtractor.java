package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.Composites;
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
    private final Map<String, Plan> compiled = new ConcurrentHashMap<>();

    /** A parameter with its expression ready to run. */
    record Compiled(SearchParameter parameter, ValuePath path) {}

    /**
     * All of a type.
     *
     * @param revision     of the parameters it was made for
     * @param plainAmounts parameters whose amounts get rows without a code
     */
    record Plan(int revision, List<Compiled> parameters, List<ElementIndex> elements, Set<String> plainAmounts) {}

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
        Plan plan = plan(type);
        IndexCollector collector = new IndexCollector(
                type,
                ResourceTypes.r4().roles(type),
                hasher,
                zone,
                base,
                patientName,
                PatientPaths.r4(),
                plan.plainAmounts());
        for (Compiled each : plan.parameters()) {
            each.path().collect(root, value -> collector.add(each.parameter(), value));
        }
        plan.elements().forEach(element -> element.collect(root, collector));
        return collector.finish(categories);
    }

    /** Made anew when parameters were defined since. */
    private Plan plan(ResourceType type) {
        Plan known = compiled.get(type.name());
        if (known != null && known.revision() == parameters.revision()) {
            return known;
        }
        Plan plan = compile(type);
        compiled.put(type.name(), plan);
        return plan;
    }

    /** Why an expression cannot be compiled, empty where it can. */
    public static Optional<String> problem(String expression) {
        try {
            PathCompiler.compile(expression);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Plan compile(ResourceType type) {
        int revision = parameters.revision();
        Composites composites = parameters.composites(type);
        Set<Composites.Alternative> indexed = composites.indexed();
        List<Compiled> paths = new ArrayList<>();
        Set<String> plain = new HashSet<>();
        List<SearchParameter> all = parameters.indexed(type);
        for (SearchParameter parameter : all) {
            paths.add(new Compiled(parameter, PathCompiler.compile(parameter.expression())));
            if (Composites.isAmount(parameter)
                    && composites.stored(parameter).equals(List.of(parameter))
                    && !composites.isCoded(parameter)) {
                plain.add(parameter.name());
            }
        }
        return new Plan(
                revision,
                List.copyOf(paths),
                indexed.stream().map(ElementIndex::of).toList(),
                Set.copyOf(plain));
    }
}
