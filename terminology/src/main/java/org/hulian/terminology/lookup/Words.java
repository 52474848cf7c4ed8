package org.hulian.terminology.lookup;

import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/** Whether a concept answers to words somebody typed: each stands in its code or in one of its wordings. */
public final class Words {
    private Words() {}

    /**
     * Whether all of these words stand in a concept.
     *
     * @param words     in lower case, none empty
     * @param reference a value set's own words for the concept, or null
     */
    public static boolean match(String[] words, Concept concept, @Nullable Reference reference) {
        for (String word : words) {
            if (!holds(concept, reference, word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Concept concept, @Nullable Reference reference, String word) {
        if (contains(concept.display(), word) || contains(concept.code(), word)) {
            return true;
        }
        for (Designation designation : concept.designations()) {
            if (contains(designation.value(), word)) {
                return true;
            }
        }
        return reference != null && contains(reference.display(), word);
    }

    /** Whether a word in lower case stands in a text, without regard to case and without a copy of the text. */
    public static boolean contains(@Nullable String text, String word) {
        if (text == null) {
            return false;
        }
        int last = text.length() - word.length();
        char first = word.charAt(0);
        for (int i = 0; i <= last; i++) {
            if (Character.toLowerCase(text.charAt(i)) == first && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
