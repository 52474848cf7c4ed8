package org.hulian.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.suggest.LocalTest;
import org.hulian.terminology.suggest.LocalTestTable;
import org.hulian.terminology.suggest.Proposal;
import org.hulian.terminology.suggest.Suggester;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        description = {
            "Rank LOINC proposals for local test names.",
            "In: CSV with id,label,specimen,unit,category (cells may be empty). Out: CSV id,rank,loinc,score,decision;",
            "decision auto means sure enough to be taken over, review that a person has to look."
        })
final class CodesSuggestCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE.csv", description = "The local tests.")
    private Path file = Path.of("");

    @Option(
            names = "--learn",
            paramLabel = "FILE.csv",
            description = "Learn first from mappings reviewed by people: the same columns and loinc.")
    private @Nullable Path learn;

    @Option(names = "--weights", paramLabel = "FILE", description = "Use these weights, saved by --save-weights.")
    private @Nullable Path weights;

    @Option(
            names = "--save-weights",
            paramLabel = "FILE",
            description = "Save the weights used, learned ones included.")
    private @Nullable Path save;

    @Option(names = "--evidence", description = "Add a column with what speaks for and against each proposal.")
    private boolean evidence;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            Suggester suggester =
                    weights == null ? Suggester.bundled() : Suggester.withWeights(weights.toString(), read(weights));
            if (learn != null) {
                suggester = suggester.learning(LocalTestTable.mappings(learn.toString(), read(learn)));
            }
            if (save != null) {
                Files.writeString(save, suggester.weightsText());
            }
            print(suggester);
            return 0;
        } catch (InvalidDataException e) {
            throw new LaunchFailure(String.valueOf(e.getMessage()));
        }
    }

    private void print(Suggester suggester) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("id,rank,loinc,score,decision" + (evidence ? ",evidence" : ""));
        for (LocalTest test : LocalTestTable.tests(file.toString(), read(file))) {
            for (Proposal proposal : suggester.suggest(test)) {
                out.println(String.format(
                                Locale.ROOT,
                                "%s,%d,%s,%.4f,%s",
                                cell(test.id()),
                                proposal.rank(),
                                proposal.loinc(),
                                proposal.score(),
                                proposal.decision().word())
                        + (evidence ? "," + cell(String.join("; ", proposal.evidence())) : ""));
            }
        }
        out.flush();
    }

    private static String read(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new LaunchFailure("cannot read " + path);
        }
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
