package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.security.audit.verify.AuditVerifier;
import org.hulian.security.audit.verify.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verify an export without the hub. Exit code 1 names the first entry that fails and how.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The export.")
    private Path directory = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The hub's public key; keep it apart from the export. Default: audit-public-key.pem in DIR,"
                    + " which proves only that the export agrees with itself.")
    private @Nullable Path key;

    @Option(names = "--json", description = "{intact, ...} as one object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path file = key == null ? directory.resolve("audit-public-key.pem") : key;
        Verdict verdict = verdict(InputFiles.read(file), file);
        ObjectNode answer = new ObjectMapper().createObjectNode();
        String words = switch (verdict) {
            case Verdict.Intact(int logs, long entries, int checkpoints) -> {
                answer.put("intact", true)
                        .put("logs", logs)
                        .put("entries", entries)
                        .put("checkpoints", checkpoints);
                yield "Intact: %d entries in %d logs, vouched for by %d signed checkpoints."
                        .formatted(entries, logs, checkpoints);
            }
            case Verdict.Tampered(Verdict.Kind kind, int log, long seq, String detail) -> {
                answer.put("intact", false)
                        .put("kind", kind.name().toLowerCase(Locale.ROOT))
                        .put("log", log)
                        .put("seq", seq)
                        .put("detail", detail);
                yield "NOT INTACT: %s at log %d, entry %d. %s".formatted(kind, log, seq, detail);
            }
        };
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? answer.toString() : words);
        return verdict instanceof Verdict.Intact ? 0 : 1;
    }

    private Verdict verdict(byte[] publicKey, Path file) {
        try {
            return AuditVerifier.verify(directory, publicKey);
        } catch (IllegalArgumentException e) {
            throw new LaunchFailure(file + " is not an Ed25519 public key (PEM, DER or 32 bytes).", e);
        }
    }
}
