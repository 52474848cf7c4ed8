package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.install.Addresses;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.keycloak.Tokens;
import org.hulian.launcher.region.DemoLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Print an access token (five minutes) of a demo login or an institution's backend client.")
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "NAME", description = "A login such as resident1, or an institution such as city-first.")
    private String name = "";

    @Option(names = "--scope", description = "SMART scopes instead of the usual ones, separated by blanks.")
    private @Nullable String scope;

    @Option(names = "--json", description = "As an object with access_token, scope and issuer.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Installation installation = home.installation();
        if (!installation.home().exists()) {
            throw new LaunchFailure("There is no home at " + installation.home().root() + ". Start first: ./hub start");
        }
        URI issuer = installation.issuer(new Addresses(0).keycloak());
        String asked = scope();
        String token = token(installation, new Tokens(issuer), asked);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new ObjectMapper()
                                .createObjectNode()
                                .put("access_token", token)
                                .put("scope", asked)
                                .put("issuer", issuer.toString())
                                .toString()
                        : token);
        return 0;
    }

    private Optional<DemoLogin> login() {
        return home.installation().region().logins().stream()
                .filter(login -> login.login().equals(name))
                .findFirst();
    }

    private String scope() {
        return scope != null ? scope : login().map(DemoLogin::usualScope).orElse("system/*.cruds");
    }

    private String token(Installation installation, Tokens tokens, String asked) {
        if (login().isPresent()) {
            return tokens.ofLogin(name, installation.credentials().login(name), asked);
        }
        if (installation.region().codes().contains(name)) {
            return tokens.ofClient(name, installation.credentials().client(name), asked);
        }
        throw new LaunchFailure("There is neither a login nor an institution " + name + ". Logins: "
                + String.join(
                        ", ",
                        installation.region().logins().stream()
                                .map(DemoLogin::login)
                                .toList())
                + ". Institutions: " + String.join(", ", installation.region().codes()) + ".");
    }
}
