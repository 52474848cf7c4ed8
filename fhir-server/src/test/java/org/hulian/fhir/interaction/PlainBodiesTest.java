package org.hulian.fhir.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.plain.PlainBodies;
import org.hulian.fhir.resource.BodyLimits;
import org.hulian.fhir.resource.ResourceBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen to be in order without a model is in order for HAPI's strict parser. */
class PlainBodiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final int LARGE = 20_000;
    private static final int SPOILED = 12;

    private final PlainBodies plain = new PlainBodies(FHIR);
    private final ModelCheck models = new ModelCheck(FHIR);

    @Test
    void everyOfficialExampleThatIsPlainPassesHapi() {
        assertThat(examples().stream().filter(this::isPlainForBoth)).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSpoiledExampleIsPlainOnlyIfHapiPassesIt(long seed) {
        Random random = new Random(seed);
        int seen = 0;
        int left = 0;
        for (JsonNode example : examples()) {
            for (int i = 0; i < SPOILED && example.toString().length() < LARGE; i++) {
                boolean both = isPlainForBoth(Spoiling.spoiled(example, random));
                seen += both ? 1 : 0;
                left += both ? 0 : 1;
            }
        }
        assertThat(seen).isGreaterThan(300);
        assertThat(left).isGreaterThan(1000);
    }

    @Test
    void ordinaryResourcesOfHospitalsArePlain() {
        assertThat(isPlain("Patient", """
                {"resourceType":"Patient","id":"a","identifier":[{"system":"urn:x","value":"1"}],"active":true,
                "name":[{"use":"official","family":"林","given":["小溪"]}],"gender":"female","birthDate":"1973-02-03",
                "extension":[{"url":"http://example.org/e","extension":[{"url":"a","valueBoolean":true}]}]}""")).isTrue();
        assertThat(isPlain("Observation", """
                {"resourceType":"Observation","meta":{"profile":["http://example.org/p"]},"status":"final",
                "code":{"coding":[{"code":"1"}]},"subject":{"reference":"Patient/a"},
                "effectiveDateTime":"2024-12-09T17:01:00+08:00","issued":"2024-12-09T17:01:00.000Z",
                "valueQuantity":{"value":4.90}}""")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"security\":[{\"system\":\"urn:x\",\"code\":\"R\"}]",
                "\"tag\":[{\"code\":\"SUBSETTED\"}]",
                "\"source\":\"urn:x\""
            })
    void whatHasRulesOfItsOwnIsLeftToTheModel(String meta) {
        assertThat(isPlain("Basic", "{\"resourceType\":\"Basic\",\"meta\":{" + meta + "},\"code\":{\"text\":\"x\"}}"))
                .isFalse();
    }

    private boolean isPlain(String type, String json) {
        return plain.isPlain(type, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is plain; fails where HAPI has something to say of what is. */
    private boolean isPlainForBoth(JsonNode tree) {
        byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
        try {
            ResourceBody body = ResourceBody.read(json, BodyLimits.DEFAULT, "http://localhost/fhir");
            if (!plain.isPlain(body.type(), json)) {
                return false;
            }
        } catch (FailureException unreadable) {
            return false;
        }
        try {
            models.check(json);
            return true;
        } catch (FailureException refused) {
            throw new AssertionError("HAPI refuses what is taken for plain: " + tree, refused);
        }
    }

    /** As they are, and without what is never plain. */
    private static List<JsonNode> examples() {
        Path folder = Path.of(System.getProperty("shared.data", "none"), "hl7-r4-examples");
        assumeTrue(Files.isDirectory(folder), "no official examples at " + folder);
        List<JsonNode> examples = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode tree = JSON.readTree(Files.readAllBytes(file));
                examples.add(tree);
                ObjectNode bare = tree.deepCopy();
                bare.remove(List.of("text", "contained", "meta"));
                strip(bare);
                examples.add(bare);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> name.startsWith("_")).forEach(object::remove);
        }
        node.forEach(PlainBodiesTest::strip);
    }
}
