package org.hulian.bench.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** A terminology operation over codes drawn from all of an imported release. */
final class ReleaseScenario implements Scenario {
    private static final int PAGES = 40;

    static final List<Scenario> LOINC = List.of(
            of("loinc", Operation.LOOKUP, "http://loinc.org", "http://loinc.org/vs"),
            of("loinc", Operation.VALIDATE, "http://loinc.org", "http://loinc.org/vs"),
            of("loinc", Operation.EXPAND, "http://loinc.org", "http://loinc.org/vs"));

    static final List<Scenario> SNOMED = List.of(
            of("snomed", Operation.LOOKUP, "http://snomed.info/sct", "http://snomed.info/sct?fhir_vs"),
            of("snomed", Operation.VALIDATE, "http://snomed.info/sct", "http://snomed.info/sct?fhir_vs"),
            of("snomed", Operation.EXPAND, "http://snomed.info/sct", "http://snomed.info/sct?fhir_vs"),
            of("snomed", Operation.SUBSUMES, "http://snomed.info/sct", "http://snomed.info/sct?fhir_vs"));

    private final String name;
    private final Operation operation;
    private final String system;
    private final String set;

    private enum Operation {
        LOOKUP("lookup"),
        VALIDATE("validate-code"),
        EXPAND("expand"),
        SUBSUMES("subsumes");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }

    private ReleaseScenario(String name, Operation operation, String system, String set) {
        this.name = name;
        this.operation = operation;
        this.system = system;
        this.set = set;
    }

    private static Scenario of(String release, Operation operation, String system, String set) {
        return new ReleaseScenario(release + "-" + operation.word, operation, system, set);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        List<JsonNode> codes = discovery.codes(set, PAGES, random);
        if (codes.isEmpty()) {
            throw new BenchFailure("The server has no codes of " + system + ". Import a release: ./hub codes import");
        }
        return () -> Call.get(path(codes.get(random.nextInt(codes.size())), codes, random));
    }

    private String path(JsonNode code, List<JsonNode> codes, Random random) {
        String one = encoded(code.path("code").asText());
        return switch (operation) {
            case LOOKUP -> "/CodeSystem/$lookup?system=" + encoded(system) + "&code=" + one;
            case VALIDATE ->
                "/ValueSet/$validate-code?url=" + encoded(set) + "&system=" + encoded(system) + "&code=" + one;
            case EXPAND -> "/ValueSet/$expand?url=" + encoded(set) + "&count=20&filter=" + encoded(words(code, random));
            case SUBSUMES ->
                "/CodeSystem/$subsumes?system=" + encoded(system) + "&codeA=" + one + "&codeB="
                        + encoded(codes.get(random.nextInt(codes.size()))
                                .path("code")
                                .asText());
        };
    }

    /** The beginnings of two words next to each other, as somebody types who looks for it. */
    private static String words(JsonNode code, Random random) {
        String[] words = code.path("display").asText().split(" ", -1);
        int first = Math.min(words.length - 1, 1 + random.nextInt(2));
        String second = first + 1 < words.length ? " " + beginning(words[first + 1]) : "";
        return beginning(words[first]) + second;
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(6, word.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
