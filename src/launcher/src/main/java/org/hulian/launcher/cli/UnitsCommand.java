package org.hulian.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.hulian.terminology.compare.Comparability;
import org.hulian.terminology.compare.Comparison;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Linear;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "units",
        mixinStandardHelpOptions = true,
        description = {
            "Convert a measured value from one UCUM unit to another.",
            "Between mass and amount of substance the analyte is needed: --loinc 2345-7. Exit code 1 when refused."
        })
final class UnitsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "VALUE", description = "Such as 100 (a negative one after --).")
    private BigDecimal value = BigDecimal.ZERO;

    @Parameters(index = "1", paramLabel = "FROM", description = "UCUM, such as mg/dL")
    private String from = "";

    @Parameters(index = "2", paramLabel = "TO", description = "UCUM, such as mmol/L")
    private String to = "";

    @Option(names = "--loinc", paramLabel = "CODE", description = "What was measured.")
    private @Nullable String loinc;

    @Option(names = "--json", description = "{value, unit, comparable, factor}, or {comparable, reason}.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        UcumUnit target = new UcumUnit(to);
        Comparability comparability = Comparison.load().between(new UcumUnit(from), target, loinc);
        ObjectNode answer = new ObjectMapper().createObjectNode();
        comparability
                .apply(new Amount(value, new UcumUnit(from)), target)
                .ifPresent(converted ->
                        answer.put("value", converted.value().toPlainString()).put("unit", to));
        String words = describe(comparability, answer);
        PrintWriter out = spec.commandLine().getOut();
        boolean refused = comparability instanceof Comparability.NotComparable;
        if (json) {
            out.println(answer);
        } else if (refused) {
            spec.commandLine().getErr().println("hub: " + words);
        } else {
            out.println(answer.get("value").textValue() + " " + to + "   (" + words + ")");
        }
        return refused ? 1 : 0;
    }

    private static String describe(Comparability comparability, ObjectNode answer) {
        return switch (comparability) {
            case Comparability.Equal ignored -> {
                answer.put("comparable", "equal").put("factor", "1");
                yield "the same unit";
            }
            case Comparability.Convertible(Linear rule, String basis) -> {
                answer.put("comparable", "converted")
                        .put("factor", rule.shown())
                        .put("basis", basis);
                if (rule.offset().signum() != 0) {
                    answer.put("offset", rule.offset().stripTrailingZeros().toPlainString());
                }
                yield "factor " + rule.shown() + ", " + basis;
            }
            case Comparability.NotComparable(var reason) -> {
                answer.put("comparable", "no")
                        .put("reason", reason.code())
                        .putObject("text")
                        .put("en", reason.en())
                        .put("zh", reason.zh());
                yield reason.en();
            }
        };
    }
}
