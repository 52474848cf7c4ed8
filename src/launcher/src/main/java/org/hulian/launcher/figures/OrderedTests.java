package org.hulian.launcher.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.catalogue.Catalogue;

/** How many tests of the catalogue a code of an order means: those of a panel, or the one of an item. */
public final class OrderedTests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Map<String, Integer> tests = new HashMap<>();

    /**
     * By the region's files.
     *
     * @param recognition the folder {@code recognition} of a region
     */
    public OrderedTests(Path recognition, Catalogue catalogue) {
        catalogue.laboratory().forEach(item -> item.terms().forEach(term -> tests.put(term.loinc(), 1)));
        catalogue.examinations().forEach(examination -> {
            tests.put(examination.id(), 1);
            if (examination.loinc() != null) {
                tests.put(examination.loinc(), 1);
            }
        });
        for (JsonNode override : read(recognition.resolve("overrides.yaml")).path("codes")) {
            override.path("codes").forEach(code -> tests.put(code.asText(), 1));
        }
        for (JsonNode panel : read(recognition.resolve("panels.yaml")).path("panels")) {
            Set<String> components = new HashSet<>();
            panel.path("components").forEach(component -> components.add(component.asText()));
            panel.path("codes").forEach(code -> tests.put(code.asText(), components.size()));
        }
    }

    /** Of the first coding that is known; 0 where none is. */
    int of(JsonNode code) {
        for (JsonNode coding : code.path("coding")) {
            String system = coding.path("system").asText();
            boolean plain = system.equals("http://loinc.org") || system.endsWith("/CodeSystem/examination");
            String text = (plain ? "" : system + "|") + coding.path("code").asText();
            if (tests.containsKey(text)) {
                return tests.getOrDefault(text, 0);
            }
        }
        return 0;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
