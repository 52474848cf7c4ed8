package org.hulian.launcher.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.launcher.feed.HubQuestion;
import org.hulian.launcher.install.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** As whom a command asks the running hub about mappings, and of which sender. */
final class StewardOptions {
    private static final String SCOPE = "user/*.rs";

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--login", defaultValue = "steward1", description = "Demo login of a steward; default: steward1.")
    private String login = "";

    @Option(names = "--sender", paramLabel = "CODE", description = "One institution alone.")
    private @Nullable String sender;

    HubQuestion hub() {
        Installation installation = home.installation();
        return new HubQuestion(installation.runningHub(), HubTokens.ofPerson(installation, login, SCOPE));
    }

    /** The parameters that were given, as a query. */
    String query(Map<String, String> more) {
        String query = more.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String own = sender == null ? "" : "sender=" + URLEncoder.encode(sender, StandardCharsets.UTF_8);
        return "?" + (own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query);
    }
}
