package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hulian.launcher.install.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say what runs, with process numbers and addresses.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "One JSON object; a part that does not run is null.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Status status = home.installation().status();
        if (json) {
            out.println(status.json());
            return 0;
        }
        out.println("ready       " + (status.ready() ? "yes" : "no"));
        out.println("hub         "
                + status.hub()
                        .map(part -> part.pid() + "  " + status.hubUrl().orElseThrow())
                        .orElse("-"));
        out.println("keycloak    "
                + status.keycloak()
                        .map(part -> part.pid() + "  " + status.keycloakUrl().orElseThrow())
                        .orElse("-"));
        out.println("postgres    "
                + status.postgres()
                        .map(part -> part.pid() + "  127.0.0.1:" + part.port())
                        .orElse("-"));
        out.println("home        " + status.home().root());
        return 0;
    }
}
