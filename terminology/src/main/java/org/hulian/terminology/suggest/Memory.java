package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What reviewers decided for the same label before, on whatever specimen. */
final class Memory {
    static final Memory EMPTY = new Memory();

    private final Map<String, List<Decided>> byLabel = new HashMap<>();

    void add(Question question, TermWords term) {
        byLabel.computeIfAbsent(question.key(), key -> new ArrayList<>())
                .add(new Decided(question.test().id(), question.specimen(), term.componentKey(), term.term()));
    }

    /** Decisions on the label, those on the very row left out: learning must not see the answer. */
    List<Decided> of(Question question) {
        return byLabel.getOrDefault(question.key(), List.of()).stream()
                .filter(decided -> !decided.id().equals(question.test().id()))
                .toList();
    }

    record Decided(String id, String specimen, String component, LoincTerm term) {}
}
