package org.hulian.terminology.suggest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ranks terms by more than the name: what numbers are usual, what the same messages carry already, and what other
 * senders' tests of the same name were decided to be. How much each counts is set by hand, not learned: there is no
 * table of local tests with results to learn it from.
 */
public final class Weighing {
    private static final int FEWEST_VALUES = 3;
    private static final double USUAL = 1.3;
    private static final double UNUSUAL = 0.2;
    private static final double ELSEWHERE = 4;
    private static final double OTHERWISE_ELSEWHERE = 0.7;
    private static final double TWICE = 0.3;
    private static final double CONTRADICTED = 0.5;
    /** Of a term only other senders suggest. */
    private static final double LEAST = 0.05;
    /** How far beyond the usual range the middle value may lie. */
    private static final BigDecimal SLACK = new BigDecimal(3);

    private final Suggester suggester;
    private final TypicalRanges typical = TypicalRanges.load();

    /** Weighs what a suggester proposes. */
    public Weighing(Suggester suggester) {
        this.suggester = suggester;
    }

    /** The best terms first. */
    public List<Weighed> ranked(LocalTest test, Circumstances known) {
        Map<String, Proposal> proposals = new LinkedHashMap<>();
        suggester.suggest(test).forEach(proposal -> proposals.put(proposal.loinc(), proposal));
        Map<String, Double> scores = new LinkedHashMap<>();
        proposals.forEach((loinc, proposal) -> scores.put(loinc, proposal.score()));
        sameName(test, known).forEach(mapping -> {
            if (mapping.loinc() != null && suggester.knows(mapping.loinc())) {
                scores.merge(mapping.loinc(), LEAST, Math::max);
            }
        });
        double unexplained = Math.max(
                0, 1 - scores.values().stream().mapToDouble(Double::doubleValue).sum());
        List<Weighed> weighed = new ArrayList<>();
        scores.forEach((loinc, score) -> weighed.add(weighed(test, loinc, score, proposals.get(loinc), known)));
        double sum = unexplained + weighed.stream().mapToDouble(Weighed::score).sum();
        return weighed.stream()
                .map(each -> new Weighed(
                        each.loinc(),
                        each.name(),
                        each.score() / sum,
                        each.sure(),
                        each.evidence(),
                        each.contradictions()))
                .sorted(Comparator.comparingDouble(Weighed::score).reversed())
                .limit(Suggester.MOST_PROPOSALS)
                .toList();
    }

    /** One term, whether it would be proposed or not. */
    public Weighed judged(LocalTest test, String loinc, Circumstances known) {
        return ranked(test, known).stream()
                .filter(each -> each.loinc().equals(loinc))
                .findFirst()
                .orElseGet(() -> weighed(test, loinc, 0, null, known));
    }

    private Weighed weighed(
            LocalTest test, String loinc, double score, @Nullable Proposal proposal, Circumstances known) {
        Optional<LoincTerm> term = suggester.term(loinc);
        List<String> evidence = new ArrayList<>(proposal == null ? List.of() : proposal.evidence());
        List<Contradiction> contradictions = new ArrayList<>();
        double factor = 1;
        if (term.isEmpty()) {
            evidence.add("the term is not in the bundled table: its axes were not compared");
        } else {
            suggester.contradictions(test, term.get(), contradictions);
            factor *= scale(term.get(), known, contradictions);
        }
        double values = values(test, loinc, known, evidence, contradictions);
        double elsewhere = elsewhere(test, loinc, known, evidence);
        factor *= values * elsewhere;
        if (known.mates().contains(loinc)) {
            factor *= TWICE;
            contradictions.add(new Contradiction(
                    "the same messages carry " + loinc + " under another code", "同一消息中已有其他代码映射为 " + loinc));
        }
        // The threshold is calibrated where the table holds the term; where it does not, only a second witness tells.
        boolean witnessed = values > 1 || elsewhere > 1;
        boolean sure =
                proposal != null && proposal.decision() == Decision.AUTO && contradictions.isEmpty() && witnessed;
        return new Weighed(
                loinc,
                term.map(Weighing::name).orElse(""),
                score * factor * (contradictions.isEmpty() ? 1 : CONTRADICTED),
                sure,
                List.copyOf(evidence),
                List.copyOf(contradictions));
    }

    private double values(
            LocalTest test,
            String loinc,
            Circumstances known,
            List<String> evidence,
            List<Contradiction> contradictions) {
        TypicalRanges.Range range = typical.of(loinc).orElse(null);
        if (range == null || known.values().size() < FEWEST_VALUES) {
            return 1;
        }
        List<BigDecimal> sorted = known.values().stream().sorted().toList();
        BigDecimal median = sorted.get(sorted.size() / 2);
        BigDecimal middle = TypicalRanges.in(range, median, test.unit()).orElse(null);
        if (middle == null) {
            return 1;
        }
        boolean usual = middle.multiply(SLACK).compareTo(range.low()) >= 0
                && middle.compareTo(range.high().multiply(SLACK)) <= 0;
        if (usual) {
            evidence.add(
                    "the middle of " + sorted.size() + " values, " + shown(median, test) + ", agrees with " + range);
            return USUAL;
        }
        contradictions.add(new Contradiction(
                "the middle of " + sorted.size() + " values is " + shown(median, test) + ", usual is " + range,
                sorted.size() + " 个结果的中位数为 " + shown(median, test) + "，通常为 " + range));
        return UNUSUAL;
    }

    private static double scale(LoincTerm term, Circumstances known, List<Contradiction> contradictions) {
        boolean words = term.scale().equals("Ord")
                || term.scale().equals("Nom")
                || term.scale().equals("Nar");
        if (words && known.values().size() >= FEWEST_VALUES) {
            contradictions.add(new Contradiction(
                    "LOINC says " + term.scale() + ", numbers are sent", "LOINC 的标度为 " + term.scale() + "，而发送的是数值"));
            return UNUSUAL;
        }
        return 1;
    }

    private double elsewhere(LocalTest test, String loinc, Circumstances known, List<String> evidence) {
        List<KnownMapping> same = sameName(test, known);
        long agreeing =
                same.stream().filter(mapping -> loinc.equals(mapping.loinc())).count();
        if (agreeing > 0) {
            evidence.add(
                    agreeing + " other mapping" + (agreeing == 1 ? "" : "s") + " of this name in force say the same");
            return ELSEWHERE;
        }
        return same.isEmpty() ? 1 : OTHERWISE_ELSEWHERE;
    }

    private static List<KnownMapping> sameName(LocalTest test, Circumstances known) {
        List<String> words = Words.tokens(test.label());
        return words.isEmpty()
                ? List.of()
                : known.elsewhere().stream()
                        .filter(mapping -> Words.tokens(mapping.test().label()).equals(words))
                        .toList();
    }

    private static String shown(BigDecimal value, LocalTest test) {
        return value.toPlainString() + " " + test.unit();
    }

    private static String name(LoincTerm term) {
        String name = String.format(Locale.ROOT, "%s [%s] in %s", term.component(), term.property(), term.system());
        return term.method().isEmpty() ? name : name + " by " + term.method();
    }
}
