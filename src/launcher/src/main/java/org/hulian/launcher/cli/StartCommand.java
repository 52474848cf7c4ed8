package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.install.Addresses;
import org.hulian.launcher.install.DemoRegion;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.install.Status;
import org.hulian.launcher.process.RunningPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Start PostgreSQL, Keycloak and the hub, wait until they are ready, and load the demo region once.",
            "Without --detach it stays in the foreground; Ctrl-C stops the parts in order."
        },
        footer = {
            "",
            "Environment:",
            "  HULIAN_REGION        folder of your region (institutions.yaml); default: the demo region",
            "  HULIAN_POSTGRES_URL  postgresql://USER:PASSWORD@HOST:PORT instead of the embedded PostgreSQL;",
            "                       the role must be allowed to create databases and roles",
            "  HULIAN_KEYCLOAK_URL  https://HOST instead of the embedded Keycloak; import ./hub realm there first",
            "  HULIAN_JAVA_OPTS     more options for the hub's JVM"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--detach", description = "Return when everything is ready; ./hub stop ends it.")
    private boolean detach;

    @Option(names = "--no-demo", description = "Do not load the demo region's records.")
    private boolean noDemo;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Added to all ports, so that several installations run side by side.")
    private int offset;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (offset < 0 || offset > 50_000) {
            throw new ParameterException(spec.commandLine(), "--port-offset must be between 0 and 50000.");
        }
        Addresses addresses = new Addresses(offset);
        Installation installation = home.installation();
        out.println("Starting in " + installation.home().root());
        installation.home().exclusively(() -> start(installation, addresses, out));

        RunningPart hub = installation.status().hub().orElseThrow(() -> new LaunchFailure("The hub has ended."));
        Foreground foreground = new Foreground(installation, new Terminal(out, "stopping", "stopped"));
        if (!detach) {
            foreground.stopOnInterrupt();
        }
        if (!noDemo) {
            load(installation, addresses, hub.port(), out);
        }
        new Welcome(installation, hub.port()).print(out);
        return detach ? 0 : foreground.await(hub, spec.commandLine().getErr());
    }

    private static void start(Installation installation, Addresses addresses, PrintWriter out) {
        Status before = installation.status();
        try {
            installation.start(addresses, new Terminal(out, "starting", "ready"));
        } catch (RuntimeException e) {
            boolean nothingRanBefore = before.hub().isEmpty()
                    && before.keycloak().isEmpty()
                    && before.postgres().isEmpty();
            if (nothingRanBefore) {
                installation.stop(new Terminal(out, "stopping", "stopped"));
            }
            throw e;
        }
    }

    private void load(Installation installation, Addresses addresses, int hubPort, PrintWriter out) {
        DemoRegion demo = new DemoRegion(Checkout.find(), installation.home());
        if (demo.isLoaded() || installation.region().logins().isEmpty()) {
            return;
        }
        out.println("  demo region: loading, once");
        try {
            demo.load(installation.region(), addresses, hubPort, installation.issuer(addresses.keycloak()));
            out.println("  demo region: loaded");
        } catch (LaunchFailure e) {
            spec.commandLine().getErr().println("hub: " + e.getMessage());
        }
    }
}
