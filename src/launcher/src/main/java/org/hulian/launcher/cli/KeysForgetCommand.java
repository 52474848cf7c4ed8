package org.hulian.launcher.cli;

import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Home;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.crypto.SecretKeyBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Remove retired master keys for good, once nothing is sealed under them any more.")
final class KeysForgetCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home at = home.home();
        KeysCommand.load(at);
        at.exclusively(() -> forget(at));
        return 0;
    }

    private void forget(Home at) {
        KeyFile keys = KeysCommand.load(at);
        var sealed = home.installation().sealedPieces().byKey();
        for (SecretKeyBytes key : keys.retired()) {
            long left = sealed.getOrDefault(key.id(), 0L);
            if (left > 0) {
                throw new LaunchFailure(left + " pieces are still sealed under master key " + key.id()
                        + ". The hub brings them under the new key after its start; ask again: ./hub keys");
            }
        }
        keys.withoutRetired().replace(at.keys());
        spec.commandLine()
                .getOut()
                .println(
                        "Forgotten: " + keys.retired().size()
                                + " retired keys. Backups of the databases made before the rotation need the old keys.json to be read.");
    }
}
