package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A term as words to match: its names, and the words a label may add to them without meaning another component.
 *
 * @param names  the component's words under each of its names, the component itself first
 * @param extras words of method, property and timing
 */
record TermWords(LoincTerm term, List<Set<String>> names, Set<String> extras) {
    private static final Map<String, String> PROPERTY_WORDS = Map.ofEntries(
            Map.entry("NCnc", "count"),
            Map.entry("NFr", "percent"),
            Map.entry("MFr", "percent fraction"),
            Map.entry("Titr", "titer"),
            Map.entry("PrThr", "qualitative presence screen"),
            Map.entry("Prid", "identification type"),
            Map.entry("Imp", "interpretation comment"),
            Map.entry("Ratio", "ratio"),
            Map.entry("MRto", "ratio"),
            Map.entry("NRto", "ratio"),
            Map.entry("RelTime", "ratio"),
            Map.entry("Time", "time"),
            Map.entry("ACnc", "value quantitative level"),
            Map.entry("MCnc", "quantitative level"),
            Map.entry("MRat", "24 hr hour excretion"));
    private static final Map<String, String> METHOD_WORDS = Map.of(
            "calculat", "calculated calc",
            "direct assay", "measured direct",
            "rapid", "rapid",
            "estimated", "calculated",
            "culture", "culture",
            "manual", "manual",
            "naa", "pcr",
            "confirm", "confirmation");
    static final Set<String> EXTRAS = allExtras();

    private static Set<String> allExtras() {
        Set<String> words = new LinkedHashSet<>();
        PROPERTY_WORDS.values().forEach(text -> words.addAll(Words.tokens(text)));
        words.addAll(Words.tokens("total calculated measured direct manual automated trough peak fasting estimated"));
        return Set.copyOf(words);
    }

    static TermWords of(LoincTerm term) {
        List<Set<String>> names = new ArrayList<>();
        names.add(component(term.component()));
        for (String name : term.names()) {
            List<String> tokens = Words.tokens(name);
            if (!tokens.isEmpty() && !Words.isHan(tokens.getFirst())) {
                names.add(component(name));
            }
        }
        Set<String> extras = new LinkedHashSet<>(Words.tokens(term.method()));
        extras.addAll(Words.tokens(PROPERTY_WORDS.getOrDefault(term.property(), "")));
        extras.addAll(Words.tokens(term.timing()));
        if ("24H".equals(term.timing())) {
            extras.addAll(Words.tokens("24 hr hour"));
        }
        METHOD_WORDS.forEach((method, words) -> {
            if (term.method().contains(method)) {
                extras.addAll(Words.tokens(words));
            }
        });
        if (term.system().startsWith("Control")) {
            extras.add("control");
        }
        return new TermWords(term, List.copyOf(names), Set.copyOf(extras));
    }

    private static Set<String> component(String name) {
        String[] denominator = name.split("/100 ", 2);
        return new LinkedHashSet<>(Words.tokens(denominator[0]));
    }

    /** All words of all names. */
    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        names.forEach(words::addAll);
        return words;
    }

    /** What two terms share when they measure the same thing elsewhere or otherwise. */
    String componentKey() {
        return String.join(" ", names.getFirst());
    }
}
