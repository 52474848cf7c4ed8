package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.net.URI;
import org.hulian.launcher.install.Addresses;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.install.Status;
import org.hulian.launcher.region.DemoLogin;

/** What a user needs to know when everything is ready: addresses and, in a demo region, logins. */
record Welcome(Installation installation, int hubPort) {
    void print(PrintWriter out) {
        URI hub = Addresses.hubUrl(hubPort);
        Status status = installation.status();
        out.println();
        out.println("Hulian is ready.");
        out.println("  Console     " + hub);
        out.println("  FHIR base   " + Addresses.fhirBase(hubPort));
        out.println("  Health      " + hub.resolve("/q/health"));
        status.keycloakUrl().ifPresent(url -> out.println("  Keycloak    " + url));
        status.postgres().ifPresent(postgres -> out.println("  PostgreSQL  127.0.0.1:" + postgres.port()));
        out.println("  Home        " + installation.home().root());
        if (!installation.region().logins().isEmpty()) {
            out.println();
            out.println("Logins of the demo region (passwords of this home, also in its secrets.json):");
            for (DemoLogin login : installation.region().logins()) {
                out.println("  %-20s %s   %s"
                        .formatted(
                                login.login(),
                                installation.credentials().login(login.login()),
                                String.join(", ", login.roles())));
            }
            out.println();
            out.println("Try:  ./hub token physician-riverside");
        }
        out.flush();
    }
}
