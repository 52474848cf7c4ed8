package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.install.Installation;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.crypto.KeyFileException;
import org.hulian.security.crypto.SecretKeyBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Show the master keys and how many pieces each has sealed.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {KeysRotateCommand.class, KeysForgetCommand.class})
final class KeysCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The keys of an installation, or a sentence about why there are none. */
    static KeyFile load(Home home) {
        try {
            return KeyFile.load(home.keys());
        } catch (KeyFileException e) {
            throw new LaunchFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = home.installation();
        KeyFile keys = load(home.home());
        Map<Integer, Long> sealed = installation.sealedPieces().byKey();
        if (json) {
            out.println(json(keys, sealed));
            return 0;
        }
        out.println("master key " + keys.master().id() + "  in force  " + pieces(keys.master(), sealed));
        keys.retired().forEach(key -> out.println("master key " + key.id() + "  retired   " + pieces(key, sealed)));
        return 0;
    }

    private static String json(KeyFile keys, Map<Integer, Long> sealed) {
        String retired = String.join(
                ",", keys.retired().stream().map(key -> entry(key, sealed)).toList());
        return "{\"master\":" + entry(keys.master(), sealed) + ",\"retired\":[" + retired + "]}";
    }

    private static String entry(SecretKeyBytes key, Map<Integer, Long> sealed) {
        return "{\"id\":" + key.id() + ",\"pieces\":" + sealed.getOrDefault(key.id(), 0L) + "}";
    }

    private static String pieces(SecretKeyBytes key, Map<Integer, Long> sealed) {
        return sealed.getOrDefault(key.id(), 0L) + " pieces";
    }
}
