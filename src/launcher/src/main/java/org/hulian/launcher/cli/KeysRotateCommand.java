package org.hulian.launcher.cli;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.hulian.launcher.home.Home;
import org.hulian.security.crypto.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Make a new master key and retire the one in force.",
            "From its next start the hub seals under the new key, still opens what older ones sealed, and brings that"
                    + " under the new key while it works."
        })
final class KeysRotateCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home at = home.home();
        KeysCommand.load(at);
        at.exclusively(() -> {
            KeyFile rotated = KeysCommand.load(at).rotated(new SecureRandom());
            rotated.replace(at.keys());
            spec.commandLine().getOut().println("""
                    Master key %d is made. Keep a new backup of keys.json apart from the databases.
                    The hub takes it up at its next start: ./hub stop, then ./hub start.
                    ./hub keys shows how many pieces are left under older keys; when none are, ./hub keys forget.""".formatted(rotated.master().id()));
        });
        return 0;
    }
}
