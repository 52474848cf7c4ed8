package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hulian.launcher.feed.HubQuestion;
import org.hulian.launcher.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description = {
            "Show how far the indexes of a running hub are, and have them made anew.",
            "One line for each: type, search parameter defined here (* for all indexes), state, rows done, of how many.",
            "A new parameter is waiting until every node knows it, then running, then ready.",
            "The hub goes on beside its other work, and after a restart."
        })
final class ReindexCommand implements Callable<Integer> {
    private static final String SCOPE = "user/*.rs";

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--start", description = "Make all indexes of the types anew; of all types where none is named.")
    private boolean start;

    @Option(
            names = "--login",
            defaultValue = "operator1",
            description = "Demo login of an operator; default: operator1.")
    private String login = "";

    @Parameters(arity = "0..*", paramLabel = "TYPE", description = "Resource types, such as Observation.")
    private List<String> types = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HubQuestion hub = hub();
        if (start) {
            ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
            ArrayNode all = parameters.putArray("parameter");
            types.forEach(type -> all.addObject().put("name", "type").put("valueCode", type));
            hub.begin("/fhir/$reindex", parameters);
        }
        String of = types.isEmpty() ? "" : "?type=" + String.join(",", types);
        JsonNode status = hub.get("/fhir/$reindex-status" + of);
        print(status, spec.commandLine().getOut());
        if (status.path("parameter").isEmpty()) {
            spec.commandLine().getErr().println("No index is being made, and no search parameter is defined here.");
        }
        return 0;
    }

    static void print(JsonNode status, PrintWriter out) {
        out.println("type,parameter,state,done,total,percent");
        for (JsonNode index : status.path("parameter")) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (JsonNode part : index.path("part")) {
                part.properties().stream()
                        .filter(member -> member.getKey().startsWith("value"))
                        .forEach(member -> row.set(part.path("name").asText(), member.getValue()));
            }
            long done = row.path("done").asLong();
            long total = row.path("total").asLong();
            boolean ready = row.path("state").asText().equals("ready");
            out.println(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%d,%d",
                    row.path("type").asText(),
                    row.path("parameter").asText(),
                    row.path("state").asText(),
                    done,
                    total,
                    ready ? 100 : total == 0 ? 0 : Math.min(99, done * 100 / total)));
        }
        out.flush();
    }

    private HubQuestion hub() {
        Installation installation = home.installation();
        return new HubQuestion(installation.runningHub(), HubTokens.ofPerson(installation, login, SCOPE));
    }
}
