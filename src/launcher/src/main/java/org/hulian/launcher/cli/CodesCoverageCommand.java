package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Tell how much of what each sender sends has a standard code.",
            "Counts are records, so what is sent often counts often. Shares: with a target, proposed, waiting, and",
            "without because nothing fits."
        })
final class CodesCoverageCommand implements Callable<Integer> {
    @Mixin
    private StewardOptions steward = new StewardOptions();

    @Option(names = "--since", defaultValue = "", paramLabel = "DATE", description = "Default: 30 days back.")
    private String since = "";

    @Option(names = "--until", defaultValue = "", paramLabel = "DATE", description = "Default: now.")
    private String until = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String query = steward.query(Map.of("since", since, "until", until));
        print(
                steward.hub().get("/fhir/ConceptMap/$coverage" + query),
                spec.commandLine().getOut());
        return 0;
    }

    static void print(JsonNode report, PrintWriter out) {
        out.println("sender,records,mapped,proposed,unmapped,without_target,mapped_share");
        for (JsonNode parameter : report.path("parameter")) {
            if (parameter.path("name").asText().equals("sender")) {
                JsonNode parts = parameter.path("part");
                out.println(String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%d,%d,%d,%.4f",
                        part(parts, "code").path("valueCode").asText(),
                        count(parts, "records"),
                        count(parts, "mapped"),
                        count(parts, "proposed"),
                        count(parts, "unmapped"),
                        count(parts, "withoutTarget"),
                        part(parts, "mappedShare").path("valueDecimal").asDouble()));
            }
        }
        out.flush();
    }

    private static long count(JsonNode parts, String name) {
        return part(parts, name).path("valueDecimal").asLong();
    }

    private static JsonNode part(JsonNode parts, String name) {
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }
}
