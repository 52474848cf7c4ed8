package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hulian.launcher.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stop the hub, then Keycloak, then PostgreSQL. The data stays.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = home.installation();
        if (!installation.home().exists()) {
            out.println(
                    "Nothing runs: there is no home at " + installation.home().root());
            return 0;
        }
        installation.home().exclusively(() -> installation.stop(new Terminal(out, "stopping", "stopped")));
        out.println("Stopped.");
        return 0;
    }
}
