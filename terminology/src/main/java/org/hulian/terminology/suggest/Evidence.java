package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what speaks for and against a proposal. */
final class Evidence {
    private Evidence() {}

    static List<String> of(Question question, LoincTerm term, Match match) {
        List<String> evidence = new ArrayList<>();
        evidence.add(String.format(
                Locale.ROOT,
                "%s: the name is explained to %.0f %%, the component said to %.0f %%",
                term.component(),
                100 * match.recall(),
                100 * match.precision()));
        if (match.guessed()) {
            evidence.add("a word was only guessed from its spelling");
        }
        evidence.add("specimen " + question.specimen() + ", LOINC says " + term.system());
        UnitClass unit = question.unit();
        if (unit.tells()) {
            evidence.add(
                    unit.fits(term.property())
                            ? "the unit " + question.test().unit() + " fits the property " + term.property()
                            : "LOINC says " + term.property() + ", the unit is "
                                    + question.test().unit());
        }
        if (!term.method().isEmpty()) {
            evidence.add("LOINC says by " + term.method());
        }
        return evidence;
    }
}
