package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Composites;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.index.ParameterValues;
import org.hulian.fhir.testing.OfficialExamples;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Every example resource of HL7 is found by each value of each of its search parameters. The values are extracted by
 * the expressions that {@code HapiAgreementTest} compares with HAPI's FHIRPath.
 */
class ExamplesFoundTest {
    private static final Logger LOG = Logger.getLogger(ExamplesFoundTest.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    /** Values of one parameter of one example that are tried. */
    private static final int TRIED = 4;

    /** Not found, each with its reason. */
    private static final Set<String> NOT_FOUND = Set.of(
            // A bare word where a canonical belongs: a search takes it for the id of a Library.
            "Library/library-fhir-helpers?predecessor");

    private final Set<String> parametersMet = new TreeSet<>();
    private final List<String> lost = new ArrayList<>();
    private int searches;

    @Test
    void everyExampleIsFoundByEachOfItsSearchParameters() throws IOException {
        List<Path> files = OfficialExamples.files();
        int stored = 0;

        try (TestStore hub = new TestStore()) {
            for (Path file : files) {
                String sent = Files.readString(file, StandardCharsets.UTF_8);
                JsonNode tree = JSON.readTree(sent);
                Optional<ResourceType> type = ResourceTypes.r4()
                        .find(tree.path("resourceType").asText())
                        .filter(known -> known.store() != Store.AUDIT);
                if (type.isPresent() && tree.has("id")) {
                    hub.put(TestStore.FIRST, sent);
                    stored++;
                    search(hub, type.get(), tree);
                }
            }
        }

        LOG.infof(
                "%d examples, %d searches by %d parameters; lost: %d",
                stored, searches, parametersMet.size(), lost.size());
        assertThat(lost).isEmpty();
        assertThat(searches).isGreaterThan(3_000);
    }

    private void search(TestStore hub, ResourceType type, JsonNode tree) {
        for (SearchParameter parameter : SearchParameters.r4().of(type)) {
            if (!parameter.isIndexed() || parameter.number() < 2) {
                continue;
            }
            Set<String> texts = parameter.kind() == SearchParameter.Kind.COMPOSITE
                    ? composite(type, parameter, tree)
                    : simple(parameter, tree);
            texts.stream().limit(TRIED).forEach(text -> found(hub, type, parameter, text, tree));
        }
    }

    private void found(TestStore hub, ResourceType type, SearchParameter parameter, String text, JsonNode tree) {
        String id = tree.path("id").asText();
        if (NOT_FOUND.contains(type + "/" + id + "?" + parameter)) {
            return;
        }
        searches++;
        parametersMet.add(type + "." + parameter);
        try {
            SearchRequest request =
                    hub.parser.parse(type, Map.of(parameter.name(), List.of(text), "_count", List.of("1000")), false);
            boolean met = hub.store.search(request, TestStore.ALL).await().indefinitely().matches().stream()
                    .anyMatch(match -> match.key().id().value().equals(id));
            if (!met) {
                lost.add(type + "/" + id + " by " + parameter + "=" + text);
            }
        } catch (FailureException refused) {
            lost.add(type + "/" + id + " by " + parameter + "=" + text + ": " + refused.failure());
        }
    }

    private static Set<String> simple(SearchParameter parameter, JsonNode tree) {
        Set<String> texts = new LinkedHashSet<>();
        ParameterValues.of(parameter.expression(), tree)
                .forEach(value -> texts.addAll(ExampleQueries.of(parameter, value)));
        return texts;
    }

    /** Every combination within an element. */
    private static Set<String> composite(ResourceType type, SearchParameter composite, JsonNode tree) {
        Set<String> texts = new LinkedHashSet<>();
        for (Composites.Alternative alternative :
                SearchParameters.r4().composites(type).of(composite.name())) {
            switch (alternative) {
                case Composites.Alternative.Together together ->
                    texts.addAll(combined(together.parameters().stream()
                            .map(part -> simple(part, tree))
                            .toList()));
                case Composites.Alternative.Paired paired ->
                    ParameterValues.of(paired.root(), tree)
                            .forEach(element -> texts.addAll(combined(within(paired.parts(), element))));
                case Composites.Alternative.Coded coded ->
                    ParameterValues.of(coded.root(), tree)
                            .forEach(element -> texts.addAll(combined(within(coded.parts(), element))));
            }
        }
        return texts;
    }

    private static List<Set<String>> within(List<Composites.Part> parts, JsonNode element) {
        return parts.stream()
                .map(part -> {
                    Set<String> texts = new LinkedHashSet<>();
                    ParameterValues.of(part.path(), element)
                            .forEach(value -> texts.addAll(ExampleQueries.of(part.parameter(), value)));
                    return texts;
                })
                .toList();
    }

    private static Set<String> combined(List<Set<String>> parts) {
        Set<String> all = parts.getFirst();
        for (Set<String> next : parts.subList(1, parts.size())) {
            Set<String> longer = new LinkedHashSet<>();
            for (String first : all) {
                next.forEach(second -> longer.add(first + "$" + second));
            }
            all = longer;
        }
        return all;
    }
}
