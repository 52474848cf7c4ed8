package org.hulian.terminology.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.ListedCodeSystem;
import org.hulian.terminology.lookup.Traits;
import org.hulian.terminology.lookup.ValueSet.Filter;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Regular expressions that only the matcher of the JDK knows are stopped before they take long. */
class BoundedTextTest {
    /** A reference back after repetitions within each other: for n letters some 2 to the nth reads. */
    private static final String ENDLESS = "(a|aa)+\\1b";

    @Test
    void isReadTwoHundredThousandTimesWhateverPartsAreTaken() {
        BoundedText text = new BoundedText("ab");
        CharSequence part = text.subSequence(1, 2);
        for (int i = 0; i < 100_000; i++) {
            assertThat(text.charAt(0)).isEqualTo('a');
            assertThat(part.charAt(0)).isEqualTo('b');
        }

        assertThatThrownBy(() -> text.charAt(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> part.charAt(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsAnExpressionThatBacktracksWithoutEndAndSaysWhich() {
        Filters filters = new Filters(system("a".repeat(60)));

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> filters.of(new Filter("code", "regex", ENDLESS)))
                        .isInstanceOfSatisfying(TerminologyException.class, refused -> {
                            assertThat(refused.status()).isEqualTo(422);
                            assertThat(refused.issue().text().en())
                                    .contains(ENDLESS, "takes too long", "Write a simpler one");
                        }));
    }

    @Test
    void takesTheSameExpressionWhereItEndsSoon() {
        assertThat(Pattern.matches(ENDLESS, "aaaab")).isTrue();
        assertThat(new Filters(system("aaaab"))
                        .of(new Filter("code", "regex", ENDLESS))
                        .cardinality())
                .isEqualTo(1);
    }

    private static ListedCodeSystem system(String code) {
        Head head = new Head("urn:s", "1", "S", "S", "active", false, "en", null);
        Concept concept = new Concept(0, code, null, null, List.of(), List.of(), List.of(), null, false, false);
        return new ListedCodeSystem(head, Traits.complete(List.of()), List.of(concept), List.of());
    }
}
