package org.hulian.terminology.operation;

import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Languages;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/** The words for one concept: those of the value set first, then the code system's, each with its language. */
final class Displays {
    private final @Nullable String language;
    private final List<Word> words = new ArrayList<>(4);
    private final List<String> withdrawn = new ArrayList<>(0);

    /** A wording that may stand as display. */
    record Word(String value, @Nullable String language) {}

    private Displays(@Nullable String language) {
        this.language = language;
    }

    static Displays of(CodeSystem system, Concept concept, @Nullable Reference reference) {
        Displays displays = new Displays(system.head().language());
        if (reference != null) {
            displays.word(reference.display(), system.head().language());
        }
        displays.word(concept.display(), system.head().language());
        displays.designations(concept.designations());
        if (reference != null) {
            displays.designations(reference.designations());
        }
        return displays;
    }

    private void word(@Nullable String value, @Nullable String spoken) {
        if (value != null && words.stream().noneMatch(word -> word.value().equals(value))) {
            words.add(new Word(value, spoken));
        }
    }

    private void designations(List<Designation> designations) {
        for (Designation designation : designations) {
            if (designation.isWithdrawn()) {
                withdrawn.add(designation.value());
            } else if (designation.isDisplay()) {
                word(designation.value(), designation.language());
            }
        }
    }

    /** What to show to a reader of these languages; the default when there is nothing in them. */
    @Nullable
    String shown(Languages languages) {
        Word best = words.isEmpty() ? null : words.getFirst();
        int rank = Integer.MAX_VALUE;
        for (Word word : words) {
            int own = languages.rank(word.language());
            if (own >= 0 && own < rank) {
                rank = own;
                best = word;
            }
        }
        return best == null ? null : best.value();
    }

    /** The words that are right for a reader of these languages; without a language everything is. */
    List<Word> right(Languages languages) {
        if (languages.isAny()) {
            return words;
        }
        boolean silent = language == null && words.stream().allMatch(word -> word.language() == null);
        return silent
                ? words
                : words.stream()
                        .filter(word -> languages.covers(word.language()))
                        .toList();
    }

    /** The words of the code system's own language, or those without one. */
    List<Word> byDefault() {
        return words.stream()
                .filter(word -> word.language() == null || word.language().equals(language))
                .toList();
    }

    boolean isWithdrawn(String display) {
        return withdrawn.stream().anyMatch(display::equalsIgnoreCase);
    }
}
