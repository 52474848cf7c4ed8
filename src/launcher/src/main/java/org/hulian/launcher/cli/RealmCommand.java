package org.hulian.launcher.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.keycloak.Realm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "realm",
        mixinStandardHelpOptions = true,
        description = {
            "Print the realm to import into a Keycloak of your own (see HULIAN_KEYCLOAK_URL in ./hub start --help).",
            "It holds the secret of this home's console, the public keys of its backend clients and, in a demo region,",
            "passwords."
        })
final class RealmCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--hub",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080/",
            description = "Where the console is served; default: ${DEFAULT-VALUE}")
    private URI hub = URI.create("http://127.0.0.1:8080/");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Installation installation = home.installation();
        PrivateFiles.directory(installation.home().root());
        spec.commandLine().getOut().println(new Realm(installation.region(), installation.credentials()).json(hub));
        return 0;
    }
}
