package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.terminology.lookup.Json;
import org.hulian.terminology.lookup.Shelf;

/** The general suites of tx-ecosystem whose files are there, run against the operations. */
final class TxSuite {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.";

    private final Path folder;
    private final List<Case> cases = new ArrayList<>();
    private int withoutFiles;

    /** A case of the suite; its setup is that of its group. */
    record Case(String name, JsonNode test, List<String> setup) {}

    TxSuite(Path folder) {
        this.folder = folder;
        for (JsonNode suite : read("test-cases.json").path("suites")) {
            if (suite.path("mode").asText("general").equals("general")) {
                List<String> setup = new ArrayList<>();
                suite.path("setup").forEach(file -> setup.add(file.asText()));
                suite.path("tests").forEach(test -> add(suite.path("name").asText(), test, setup));
            }
        }
    }

    private void add(String group, JsonNode test, List<String> setup) {
        boolean general = test.path("mode").asText("general").equals("general")
                && !test.path("version").asText("4.0").startsWith("5");
        if (!general) {
            return;
        }
        boolean there = test.has("request")
                && exists(test.path("request").asText())
                && exists(response(test))
                && hasValueSet(test, setup);
        if (there) {
            cases.add(new Case(group + "/" + test.path("name").asText(), test, setup));
        } else {
            withoutFiles++;
        }
    }

    /** Whether the value set a case is about is there, where files of its setup are not. */
    private boolean hasValueSet(JsonNode test, List<String> setup) {
        String url = Request.of(read(test.path("request").asText())).text("url");
        boolean whole = setup.stream().allMatch(this::exists);
        return whole
                || url == null
                || test.has("http-code")
                || setup.stream()
                        .filter(this::exists)
                        .anyMatch(file -> read(file).path("url").asText().equals(url));
    }

    private static String response(JsonNode test) {
        return test.path("response").asText();
    }

    List<Case> cases() {
        return cases;
    }

    /** General cases whose request or answer is kept for acceptance. */
    int withoutFiles() {
        return withoutFiles;
    }

    /** What is wrong with the answer to a case. */
    Optional<String> run(Case one) {
        Shelf shelf = new Shelf();
        shelf.putAll(one.setup().stream().filter(this::exists).map(this::read).toList());
        Operations operations = new Operations(shelf, Limits.DEFAULT, UUID::randomUUID, Instant::now);
        JsonNode sent = read(one.test().path("request").asText());
        Request request = Request.of(sent);
        if (one.test().has("profile") && exists(one.test().path("profile").asText())) {
            request = request.over(Request.of(read(one.test().path("profile").asText())));
        }
        Operations.Reader reader =
                new Operations.Reader("en", one.test().path("Accept-Language").asText(null));
        Operation operation = switch (one.test().path("operation").asText()) {
            case "expand" -> Operation.EXPAND;
            case "validate-code" -> Operation.VALIDATE_IN_VALUE_SET;
            case "cs-validate-code" -> Operation.VALIDATE_IN_CODE_SYSTEM;
            case "lookup" -> Operation.LOOKUP;
            case "translate" -> Operation.TRANSLATE;
            case "batch-validate" -> Operation.VALIDATE_BATCH;
            default -> throw new IllegalArgumentException(one.name());
        };
        Request asked = request;
        Reply reply = operations.answer(operation, () -> asked, reader);
        boolean refused = one.test().path("http-code").asText("2xx").startsWith("4");
        JsonNode actual = inR5(parse(reply.json()));
        if (refused != reply.status() >= 400) {
            return Optional.of("status " + reply.status() + " " + actual);
        }
        return TxTemplate.difference(read(response(one.test())), actual);
    }

    /** The suite's answers are in R5's form: R4's extensions become elements, renamed parts get their new name. */
    private static JsonNode inR5(JsonNode resource) {
        if (resource.has("expansion")) {
            elements((ObjectNode) resource.get("expansion"));
        }
        for (JsonNode parameter : resource.path("parameter")) {
            if (parameter.path("name").asText().equals("match")) {
                match((ArrayNode) parameter.get("part"));
            }
        }
        return resource;
    }

    private static void match(ArrayNode parts) {
        String equivalence = "";
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals("source")) {
                ((ObjectNode) part).put("name", "originMap");
                ((ObjectNode) part).set("valueCanonical", part.get("valueUri"));
                ((ObjectNode) part).remove("valueUri");
            }
            if (part.path("name").asText().equals("equivalence")) {
                equivalence = part.path("valueCode").asText();
            }
        }
        parts.addObject().put("name", "relationship").put("valueCode", equivalence);
    }

    private static void elements(ObjectNode node) {
        ArrayNode kept = MAPPER.createArrayNode();
        for (JsonNode extension : Json.items(node, "extension")) {
            String url = extension.path("url").asText();
            if (url.equals(R5 + "contains.property") || url.equals(R5 + "property")) {
                ObjectNode property = node.withArray("property").addObject();
                for (JsonNode part : extension.path("extension")) {
                    String name = part.path("url").asText();
                    part.properties().forEach(field -> {
                        if (field.getKey().startsWith("value")) {
                            property.set(name.equals("value") ? field.getKey() : name, field.getValue());
                        }
                    });
                }
            } else {
                kept.add(extension);
            }
        }
        node.remove("extension");
        if (!kept.isEmpty()) {
            node.set("extension", kept);
        }
        node.path("contains").forEach(contained -> elements((ObjectNode) contained));
    }

    private boolean exists(String file) {
        return Files.exists(folder.resolve(file));
    }

    private JsonNode read(String file) {
        try {
            String text = Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
            return MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
