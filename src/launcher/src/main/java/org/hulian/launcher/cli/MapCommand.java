package org.hulian.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hulian.launcher.region.Region;
import org.hulian.launcher.region.Senders;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.MessageMapper;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.source.hl7v2.Hl7v2Batch;
import org.hulian.mappers.source.hl7v2.Hl7v2Envelope;
import org.hulian.mappers.source.hl7v2.Peeked;
import org.hulian.mappers.trace.MapReport;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Dry run of the mapping, without a server: one line of JSON per message.",
            "{file, status, type, bundle, trace, coverage, problems}; a folder is read recursively."
        })
final class MapCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders of messages.")
    private List<Path> files = List.of();

    @Option(
            names = "--sender",
            paramLabel = "ID",
            description = "Institution whose settings apply; default: the one that owns the message's MSH-4.")
    private @Nullable String sender;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write every bundle as a file of its own.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Region region = home.region();
        Senders senders = new Senders(region);
        MessageMapper mapper = new MessageMapper(
                Definitions.bundled(),
                ConceptMaps.load(ConceptMapSource.folder(region.directory().resolve("codes"))));
        PrintWriter lines = spec.commandLine().getOut();
        for (Path file : InputFiles.of(files)) {
            List<byte[]> messages = Hl7v2Batch.split(InputFiles.read(file));
            int number = 0;
            for (byte[] message : messages.isEmpty() ? List.of(new byte[0]) : messages) {
                SourceMessage source = new SourceMessage(
                        UUID.nameUUIDFromBytes(message),
                        message,
                        Files.getLastModifiedTime(file).toInstant());
                MappingResult result = mapper.map(source, senderOf(message, senders));
                lines.println(MapReport.line(file.toString(), result));
                number++;
                keep(result, file.getFileName() + (messages.size() > 1 ? "." + number : ""));
            }
        }
        lines.flush();
        return 0;
    }

    private Sender senderOf(byte[] message, Senders senders) {
        String stated = sender;
        if (stated != null) {
            return senders.byCode(stated);
        }
        return switch (Hl7v2Envelope.peek(message)) {
            case Peeked.Envelope envelope ->
                senders.byFacility(envelope.facilityName()).orElseGet(Senders::unknown);
            case Peeked.Broken ignored -> Senders.unknown();
        };
    }

    private void keep(MappingResult result, String name) throws IOException {
        byte[] bundle = result.bundle();
        if (out != null && bundle != null) {
            Files.createDirectories(out);
            Files.write(out.resolve(name + ".json"), bundle);
        }
    }
}
