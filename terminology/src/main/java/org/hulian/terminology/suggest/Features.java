package org.hulian.terminology.suggest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What speaks for and against a term, as named numbers; the names are stable, weights are kept by them. */
final class Features {
    private final Specimens specimens;

    Features(Specimens specimens) {
        this.specimens = specimens;
    }

    Map<String, Double> of(Question question, TermWords words, Match match, Memory memory) {
        LoincTerm term = words.term();
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("recall", match.recall());
        features.put("precision", match.precision());
        features.put("recall.squared", match.recall() * match.recall());
        features.put("precision.squared", match.precision() * match.precision());
        features.put("harmonic", 2 * match.recall() * match.precision() / (match.total() + 1e-9));
        on(features, "exact", match.isExact());
        on(features, "recall.full", match.recall() > 0.999);
        on(features, "precision.full", match.precision() > 0.999);
        features.put("extras", (double) match.extras());
        features.put("unsaid", Math.min(3.0, match.unsaid()));
        on(features, "guessed", match.guessed());
        on(features, "checked", term.checked());
        on(features, "catalogue", !term.names().isEmpty());
        specimen(features, question, term);
        quantity(features, question, term);
        method(features, question, words);
        memory(features, question, words, memory.of(question));
        return features;
    }

    private void specimen(Map<String, Double> features, Question question, LoincTerm term) {
        int position = specimens.position(question.specimen(), term.system());
        on(features, "specimen.never", position < 0);
        features.put("specimen.position", position < 0 ? 0 : position / 4.0);
        on(features, "specimen=" + question.specimen() + "|" + term.system(), true);
        on(features, "section=" + section(question) + "|" + question.specimen() + "|" + term.system(), true);
    }

    private void quantity(Map<String, Double> features, Question question, LoincTerm term) {
        UnitClass unit = question.unit();
        on(features, "unit.fits", unit.tells() && unit.fits(term.property()));
        on(features, "unit.contradicts", unit.tells() && !unit.fits(term.property()));
        on(features, "unit=" + unit + "|" + term.property(), true);
        on(features, "scale=" + unit + "|" + term.scale(), true);
        on(features, "property=" + section(question) + "|" + question.specimen() + "|" + term.property(), true);
        boolean counted =
                question.phrases().stream().anyMatch(phrase -> phrase.said().equals("count"));
        boolean share =
                question.phrases().stream().anyMatch(phrase -> phrase.said().equals("percent"));
        on(features, "count.said|" + term.property(), counted);
        on(features, "percent.said|" + term.property(), share);
        on(
                features,
                "plain|" + question.specimen() + "|" + term.property(),
                !counted && !share && unit == UnitClass.NONE);
        on(features, "unsaid.property=" + term.property(), true);
    }

    private static void method(Map<String, Double> features, Question question, TermWords words) {
        LoincTerm term = words.term();
        if (term.method().isEmpty()) {
            on(features, "method.none|" + section(question), true);
        } else {
            on(features, "method=" + term.method() + "|" + term.property(), true);
            on(features, "method.in|" + term.method() + "|" + section(question), true);
            List<String> tokens = Words.tokens(term.method());
            boolean said = question.phrases().stream()
                    .anyMatch(phrase -> phrase.alternatives().stream().anyMatch(tokens::containsAll));
            on(features, said ? "method.said" : "method.unsaid", true);
        }
        on(features, "timing=" + term.timing(), !term.timing().equals("Pt"));
        boolean day =
                question.phrases().stream().anyMatch(phrase -> phrase.said().startsWith("24"));
        on(features, "timing.day.agrees", day && term.timing().equals("24H"));
    }

    private static void memory(
            Map<String, Double> features, Question question, TermWords words, List<Memory.Decided> known) {
        if (known.isEmpty()) {
            return;
        }
        boolean component = known.stream().anyMatch(each -> each.component().equals(words.componentKey()));
        on(features, component ? "memory.component" : "memory.other", true);
        on(
                features,
                "memory.term",
                known.stream()
                        .anyMatch(each -> each.term().code().equals(words.term().code())));
        on(
                features,
                "memory.term.specimen",
                known.stream()
                        .anyMatch(each -> each.specimen().equals(question.specimen())
                                && each.term().code().equals(words.term().code())));
        on(
                features,
                "memory.property",
                component
                        && known.stream()
                                .anyMatch(each -> each.term()
                                        .property()
                                        .equals(words.term().property())));
    }

    private static String section(Question question) {
        return String.join(" ", Words.tokens(question.test().category().toLowerCase(Locale.ROOT)));
    }

    private static void on(Map<String, Double> features, String name, boolean present) {
        if (present) {
            features.put(name, 1.0);
        }
    }
}
