package org.hulian.fhir.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Base;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.testing.OfficialExamples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The compiled paths give the values HAPI's FHIRPath engine gives, over HL7's examples and all their parameters. Left out
 * are references into the resource itself: what is contained has no address of its own to be found by. Composite
 * parameters have elements, not values; their components are compared.
 */
class HapiAgreementTest {
    /** Exact, for 1.0 and 1.00 are two values. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final FhirContext context = FhirContext.forR4();
    private final Map<String, IFhirPath.IParsedExpression> parsed = new HashMap<>();

    @Test
    void compiledPathsGiveTheValuesOfHapi() throws IOException {
        List<Path> files = OfficialExamples.files();
        IFhirPath engine = context.newFhirPath();
        engine.setEvaluationContext(new ByReferenceText());
        List<String> different = new ArrayList<>();
        int compared = 0;

        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            JsonNode tree = JSON.readTree(text);
            Optional<ResourceType> type =
                    ResourceTypes.r4().find(tree.path("resourceType").asText());
            if (type.isEmpty()) {
                continue;
            }
            IBaseResource resource = context.newJsonParser().parseResource(text);
            for (SearchParameter parameter : SearchParameters.r4().of(type.get())) {
                boolean intoItself = parameter.expression().contains("resolve()") && text.contains("\"#");
                if (parameter.kind() != SearchParameter.Kind.COMPOSITE && parameter.number() >= 8 && !intoItself) {
                    // FHIRPath's union takes equal values once.
                    Map<String, JsonNode> values = new LinkedHashMap<>();
                    PathCompiler.compile(parameter.expression())
                            .collect(tree, value -> values.putIfAbsent(value.toString(), value));
                    List<String> ours = values.values().stream()
                            .map(HapiAgreementTest::text)
                            .toList();
                    List<String> theirs = hapi(engine, resource, parameter);
                    compared++;
                    if (!theirs.equals(ours)) {
                        different.add(file.getFileName() + " " + parameter + ": " + theirs + " but " + ours);
                    }
                }
            }
        }

        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(5_000);
    }

    /** The alternatives one by one: HAPI joins no quantities without a UCUM service. */
    private List<String> hapi(IFhirPath engine, IBaseResource resource, SearchParameter parameter) {
        List<IBase> values = new ArrayList<>();
        for (String alternative : parameter.expression().split(" \\| ", -1)) {
            for (IBase value : engine.evaluate(resource, parsed(engine, alternative), IBase.class)) {
                if (values.stream().noneMatch(seen -> ((Base) seen).equalsDeep((Base) value))) {
                    values.add(value);
                }
            }
        }
        return values.stream().map(HapiAgreementTest::text).toList();
    }

    private IFhirPath.IParsedExpression parsed(IFhirPath engine, String expression) {
        return parsed.computeIfAbsent(expression, text -> {
            try {
                return engine.parse(text);
            } catch (Exception e) {
                throw new IllegalStateException(text, e);
            }
        });
    }

    private static String text(IBase value) {
        return value instanceof IPrimitiveType<?> primitive ? primitive.getValueAsString() : "{}";
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : "{}";
    }

    /** Resolves a reference to an empty resource of the type its text names. */
    private final class ByReferenceText implements IFhirPathEvaluationContext {
        @Override
        public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase source) {
            String type = reference.getResourceType();
            return type == null || ResourceTypes.r4().find(type).isEmpty()
                    ? null
                    : context.getResourceDefinition(type).newInstance();
        }
    }
}
