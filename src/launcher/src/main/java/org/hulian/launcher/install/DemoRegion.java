package org.hulian.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.process.JavaHome;
import org.hulian.launcher.region.Region;

/** Fills a new home with the demo region, through the hub's own doors; once, and again from where it was interrupted. */
public final class DemoRegion {
    private final Checkout checkout;
    private final Home home;
    private final Marker loaded;

    public DemoRegion(Checkout checkout, Home home) {
        this.checkout = checkout;
        this.home = home;
        this.loaded = new Marker(home.demoLoaded());
    }

    public boolean isLoaded() {
        return loaded.isSet();
    }

    /** Runs the loader, whose own words are the progress. */
    public void load(Region region, Addresses addresses, int hubPort, URI issuer) {
        Path jar = checkout.jar("src/demo", "demo");
        if (!Files.exists(jar)) {
            throw new LaunchFailure("The demo loader is not built: " + jar + " is missing. Build it: ./mvnw -DskipTests"
                    + " install; or start without it: ./hub start --no-demo");
        }
        List<String> command = List.of(
                JavaHome.current().java(),
                "-XX:+UseSerialGC",
                "-Dhulian.root=" + checkout.root(),
                "-cp",
                jar + ":" + jar.resolveSibling("lib") + "/*",
                "org.hulian.demo.DemoLoader",
                "--home=" + home.root(),
                "--base-url=" + Addresses.fhirBase(hubPort),
                "--mllp-port=" + (addresses.mllp() - addresses.hub() + hubPort),
                "--issuer=" + issuer,
                "--region=" + region.directory());
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new LaunchFailure("The demo region was not loaded to its end (exit code " + exit
                        + "). The hub runs; ./hub start continues the loading.");
            }
            loaded.set();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo loader cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while the demo region was loaded", e);
        }
    }
}
