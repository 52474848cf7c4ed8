package org.hulian.terminology.operation;

import java.util.List;
import java.util.Locale;
import org.hulian.terminology.expand.Issue.Severity;
import org.hulian.terminology.expand.Text;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Languages;

/** Whether a display is one of the concept's, in a language the reader asked for; case does not matter. */
record DisplayCheck(Languages languages, boolean lenient) {

    void of(Asked asked, Concept concept, Displays displays, Findings findings) {
        String display = asked.display();
        if (display == null || display.isEmpty()) {
            return;
        }
        List<Displays.Word> right = displays.right(languages);
        if (right.stream().anyMatch(word -> word.value().equalsIgnoreCase(display))) {
            return;
        }
        if (displays.isWithdrawn(display)) {
            findings.aside(
                    Severity.WARNING,
                    "invalid",
                    "display-comment",
                    asked.at("display"),
                    Says.oldDisplay(display, concept, displays.shown(languages)));
            return;
        }
        String code = asked.system() + "#" + concept.code();
        if (!right.isEmpty()) {
            boolean space = right.stream().anyMatch(word -> bare(word.value()).equals(bare(display)));
            wrong(asked, Says.wrongDisplay(display, space, code, right, languages), findings);
            return;
        }
        boolean standard =
                displays.byDefault().stream().anyMatch(word -> word.value().equalsIgnoreCase(display));
        if (standard) {
            findings.information(
                    "invalid",
                    "invalid-display",
                    asked.at("display"),
                    Says.noDisplayButDefault(display, code, languages));
        } else {
            wrong(asked, Says.noDisplay(display, code, languages, displays.shown(languages)), findings);
        }
    }

    private void wrong(Asked asked, Text text, Findings findings) {
        if (lenient) {
            findings.warning("invalid", "invalid-display", asked.at("display"), text);
        } else {
            findings.error("invalid", "invalid-display", asked.at("display"), text);
        }
    }

    private static String bare(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
