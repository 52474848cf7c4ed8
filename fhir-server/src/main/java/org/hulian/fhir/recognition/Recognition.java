package org.hulian.fhir.recognition;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The engine: order lines and earlier results in, verdicts with every condition out. It asks nothing but its rules.
 * The conditions follow the principles of the national rule, 国卫医发〔2022〕6号; lists, scopes and periods are data.
 */
public final class Recognition {
    /** A result that fails one of these is not even shown as a reference. */
    private static final Set<Condition> DECISIVE = EnumSet.of(Condition.SAME_PERSON, Condition.CONSENT);

    /** Nor is one that was taken back. */
    private static final Set<String> RETRACTED = Set.of("cancelled", "entered-in-error");

    private static final Comparator<Verdict> BEST_FIRST = Comparator.comparing(Verdict::kind)
            .thenComparing(verdict -> verdict.result().effective(), Comparator.reverseOrder())
            .thenComparing(verdict -> verdict.result().reference());

    private final RecognitionRules rules;
    private final ConditionCheck check;

    /** An engine over one version of the rules. */
    public Recognition(RecognitionRules rules, Comparison comparison) {
        this.rules = rules;
        this.check = new ConditionCheck(rules, comparison);
    }

    /** Opens a panel into its components; any other code is its own single line. */
    public List<OrderLine> open(OrderLine line) {
        List<String> components = rules.panels().getOrDefault(line.code(), List.of(line.code()));
        return components.stream()
                .map(code -> new OrderLine(line.order(), code, line.at(), line.institution()))
                .toList();
    }

    /** Verdicts on all results that concern the same item as the line, best and newest first; of copies the best. */
    public List<Verdict> decide(OrderLine line, List<EarlierResult> results) {
        Set<String> seen = new HashSet<>();
        return results.stream()
                .filter(result -> concerns(line, result))
                .map(result -> judge(line, result))
                .sorted(BEST_FIRST)
                .filter(verdict -> seen.add(verdict.result().content()))
                .toList();
    }

    /** Whether a result is of the item that is ordered. */
    public boolean concerns(OrderLine line, EarlierResult result) {
        return line.code().equals(result.code())
                || rules.item(line.code())
                        .filter(item -> item.codes().contains(result.code()))
                        .isPresent();
    }

    private Verdict judge(OrderLine line, EarlierResult result) {
        List<Finding> findings = check.findings(line, result);
        boolean all = findings.stream().allMatch(Finding::met);
        boolean out = RETRACTED.contains(result.status())
                || findings.stream().anyMatch(f -> !f.met() && DECISIVE.contains(f.condition()));
        Verdict.Kind kind = all ? Verdict.Kind.RECOGNISE : out ? Verdict.Kind.NOT : Verdict.Kind.REFERENCE_ONLY;
        return new Verdict(line, result, kind, findings);
    }
}
