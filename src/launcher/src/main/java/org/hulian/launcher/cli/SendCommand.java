package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.feed.Answer;
import org.hulian.launcher.feed.HttpSender;
import org.hulian.launcher.feed.MessageKind;
import org.hulian.launcher.feed.MessageSender;
import org.hulian.launcher.feed.MllpSender;
import org.hulian.launcher.feed.SentFiles;
import org.hulian.launcher.install.Addresses;
import org.hulian.launcher.install.Installation;
import org.hulian.mappers.source.hl7v2.Hl7v2Batch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Send messages to the running hub's feed as an institution, and print its acknowledgements.",
            "A folder is read recursively. Exit code 1 when a message was not accepted."
        })
final class SendCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders of messages.")
    private List<Path> files = List.of();

    @Option(names = "--sender", required = true, paramLabel = "ID", description = "The institution that sends.")
    private String sender = "";

    @Option(names = "--mllp", description = "Over MLLP instead of HTTP.")
    private boolean mllp;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Note accepted messages there, and skip those noted by an earlier run.")
    private @Nullable Path resume;

    @Option(names = "--json", description = "One object per message: {file, accepted, answer, text}.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private int accepted;
    private int refused;
    private int skipped;

    @Override
    public Integer call() throws IOException {
        Installation installation = home.installation();
        installation.region().institution(sender);
        URI hub = installation.runningHub();
        SentFiles sent = resume == null ? null : SentFiles.in(resume);
        try (MessageSender way = way(installation, hub)) {
            for (Path file : InputFiles.of(files)) {
                byte[] content = InputFiles.read(file);
                MessageKind kind = MessageKind.of(file.toString(), content);
                for (byte[] message : kind == MessageKind.HL7V2 ? Hl7v2Batch.split(content) : List.of(content)) {
                    send(way, file, message, kind, sent);
                }
            }
        }
        spec.commandLine()
                .getErr()
                .println("%d accepted, %d not accepted, %d skipped".formatted(accepted, refused, skipped));
        return refused == 0 ? 0 : 1;
    }

    private void send(MessageSender way, Path file, byte[] message, MessageKind kind, @Nullable SentFiles sent) {
        if (sent != null && sent.has(message)) {
            skipped++;
            return;
        }
        Answer answer = way.send(message, kind);
        if (answer.accepted()) {
            accepted++;
            if (sent != null) {
                sent.add(message);
            }
        } else {
            refused++;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new ObjectMapper()
                                .createObjectNode()
                                .put("file", file.toString())
                                .put("accepted", answer.accepted())
                                .put("answer", answer.word())
                                .put("text", answer.text())
                                .toString()
                        : (answer.word() + "  " + file + "  " + answer.text()).strip());
    }

    private MessageSender way(Installation installation, URI hub) {
        if (mllp) {
            Addresses defaults = new Addresses(0);
            return new MllpSender("127.0.0.1", defaults.mllp() + hub.getPort() - defaults.hub());
        }
        return new HttpSender(hub, sender, HubTokens.ofInstitution(installation, sender, "system/*.cruds"));
    }
}
