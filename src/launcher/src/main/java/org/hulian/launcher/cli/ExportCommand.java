package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.bulk.BulkClient;
import org.hulian.launcher.bulk.ExportRun;
import org.hulian.launcher.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Export what an institution may see as NDJSON files into a folder.",
            "Run again after an interruption, it fetches only what is missing."
        })
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "DIR", description = "Where the files go.")
    private Path directory = Path.of("");

    @Option(names = "--as", required = true, paramLabel = "ID", description = "The institution whose access counts.")
    private String institution = "";

    @Option(names = "--type", split = ",", paramLabel = "TYPE", description = "Resource types; default: all.")
    private List<String> types = List.of();

    @Option(names = "--since", paramLabel = "INSTANT", description = "Only what was changed, or deleted, since then.")
    private String since = "";

    @Option(names = "--group", paramLabel = "ID", description = "Only the members of a Group.")
    private String group = "";

    @Option(names = "--json", description = "Print the manifest.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Installation installation = home.installation();
        installation.region().institution(institution);
        URI hub = installation.runningHub();
        try (BulkClient client =
                new BulkClient(hub, HubTokens.ofInstitution(installation, institution, "system/*.rs"))) {
            JsonNode manifest = new ExportRun(
                            client,
                            directory,
                            text -> spec.commandLine().getErr().println(text))
                    .of(path());
            long resources = 0;
            for (JsonNode file : manifest.path("output")) {
                resources += file.path("count").asLong();
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? manifest.toString()
                                    : resources + " resources in "
                                            + manifest.path("output").size() + " files in " + directory);
        }
        return 0;
    }

    private String path() {
        List<String> query = new ArrayList<>();
        if (!types.isEmpty()) {
            query.add("_type=" + encoded(String.join(",", types)));
        }
        if (!since.isEmpty()) {
            query.add("_since=" + encoded(since));
        }
        String scope = group.isEmpty() ? "" : "Group/" + encoded(group) + "/";
        return "/fhir/" + scope + "$export" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
