package org.hulian.terminology.operation;

import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.jspecify.annotations.Nullable;

/**
 * What became of one coding.
 *
 * @param system  the version it was looked up in, null when the system is not known
 * @param concept null when the code is not known
 * @param member  whether the value set holds it; true where there is none
 * @param display what should be shown for it
 * @param unknown a code system that is not known, or null
 */
record Judgement(
        Asked asked,
        @Nullable CodeSystem system,
        @Nullable Concept concept,
        boolean member,
        @Nullable String display,
        @Nullable Unknown unknown,
        Findings findings) {

    /**
     * A code system that is not known.
     *
     * @param needed whether something other than the coding needs it, too
     */
    record Unknown(String canonical, boolean needed) {}

    boolean isRight() {
        return member && !findings.hasErrors();
    }
}
