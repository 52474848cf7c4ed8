package org.hulian.bench.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** A terminology operation over the codes of a value set that every R4 server knows. */
final class TerminologyScenario implements Scenario {
    private static final String SET = "http://terminology.hl7.org/ValueSet/v3-ActReason";
    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private final String name;
    private final Function<JsonNode, String> path;

    private TerminologyScenario(String name, Function<JsonNode, String> path) {
        this.name = name;
        this.path = path;
    }

    /** CodeSystem/$lookup of each code. */
    static Scenario lookup() {
        return new TerminologyScenario(
                "lookup", code -> "/CodeSystem/$lookup?system=" + encoded(SYSTEM) + "&code=" + text(code, "code"));
    }

    /** ValueSet/$validate-code of each code. */
    static Scenario validateCode() {
        return new TerminologyScenario(
                "validate-code",
                code -> "/ValueSet/$validate-code?url=" + encoded(SET) + "&system=" + encoded(SYSTEM) + "&code="
                        + text(code, "code"));
    }

    /** ValueSet/$expand with the beginning of each display as filter, the first 20. */
    static Scenario expand() {
        return new TerminologyScenario(
                "expand", code -> "/ValueSet/$expand?url=" + encoded(SET) + "&count=20&filter=" + beginning(code));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        List<Call> calls = new ArrayList<>();
        for (JsonNode code : discovery.codes(SET)) {
            calls.add(Call.get(path.apply(code)));
        }
        if (calls.isEmpty()) {
            throw new BenchFailure("The server does not expand " + SET + ".");
        }
        return () -> calls.get(random.nextInt(calls.size()));
    }

    private static String beginning(JsonNode code) {
        String display = code.path("display").asText(code.path("code").asText());
        return encoded(display.substring(0, Math.min(5, display.length())).strip());
    }

    private static String text(JsonNode code, String name) {
        return encoded(code.path(name).asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
