package org.hulian.launcher.cli;

import java.nio.file.Path;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.region.Region;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The installation's home; default: $HULIAN_HOME, else .hub beside ./hub.")
    @Nullable
    Path directory;

    Home home() {
        Path stated = directory;
        if (stated != null) {
            return Home.at(stated);
        }
        String variable = System.getenv("HULIAN_HOME");
        return variable == null || variable.isBlank()
                ? Home.at(Checkout.find().root().resolve(".hub"))
                : Home.at(Path.of(variable));
    }

    Installation installation() {
        return new Installation(Checkout.find(), home(), System.getenv());
    }

    Region region() {
        return Installation.region(Checkout.find(), System.getenv());
    }
}
