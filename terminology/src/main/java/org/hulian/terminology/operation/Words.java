package org.hulian.terminology.operation;

import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/** Whether a concept answers to words somebody typed: each stands in its code or in one of its wordings. */
final class Words {
    private Words() {}

    static boolean match(String[] words, Concept concept, @Nullable Reference reference) {
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

    /** Without regard to case and without a copy of the text. */
    private static boolean contains(@Nullable String text, String word) {
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
