package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = {
            "List senders' codes that wait for a decision, most frequent first, with ranked proposals.",
            "Decisions are made over HTTP: ConceptMap/$propose by one steward, ConceptMap/$review by another."
        })
final class CodesReviewCommand implements Callable<Integer> {
    @Mixin
    private StewardOptions steward = new StewardOptions();

    @Option(
            names = "--phase",
            defaultValue = "open",
            description = "open (default), proposed, approved, automatic, in-force, retired or rejected.")
    private String phase = "";

    @Option(names = "--count", defaultValue = "20", description = "Codes at most; default: 20.")
    private String count = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String query = steward.query(Map.of("phase", phase, "_count", count));
        print(
                steward.hub().get("/fhir/ConceptMap/$work" + query),
                spec.commandLine().getOut());
        return 0;
    }

    static void print(JsonNode work, PrintWriter out) {
        for (JsonNode entry : work.path("entry")) {
            JsonNode task = entry.path("resource");
            JsonNode source = part(task.path("input"), "source").path("valueCoding");
            out.println("%s %s %s: %d records, %s"
                    .formatted(
                            part(task.path("input"), "sender")
                                    .path("valueString")
                                    .asText(),
                            source.path("code").asText(),
                            source.path("display").asText(),
                            part(task.path("input"), "count")
                                    .path("valueInteger")
                                    .asLong(),
                            task.at("/businessStatus/coding/0/code").asText()));
            for (JsonNode output : task.path("output")) {
                out.println("  %s %s %s%s"
                        .formatted(
                                output.at("/type/coding/0/code").asText(),
                                output.at("/valueCoding/code").asText(),
                                output.at("/valueCoding/display").asText(),
                                sentences(output)));
            }
        }
        out.println(work.path("total").asLong() + " in all");
        out.flush();
    }

    private static String sentences(JsonNode output) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode extension : output.path("extension")) {
            if (extension.has("valueDecimal")) {
                sentences.add("score " + extension.path("valueDecimal").asText());
            } else if (extension.has("valueString")) {
                sentences.add(extension.path("valueString").asText());
            }
        }
        return sentences.isEmpty() ? "" : "\n    " + String.join("\n    ", sentences);
    }

    private static JsonNode part(JsonNode parts, String type) {
        for (JsonNode part : parts) {
            if (part.at("/type/coding/0/code").asText().equals(type)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }
}
