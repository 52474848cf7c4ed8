package org.hulian.terminology.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinearPatternTest {
    private static final List<String> PARTS =
            List.of("a", "b", ".", "[ab]", "[^a]", "(a|b)", "(?:ab)?", "a*", "b+", "(ab){1,2}", "a{2}", "\\w", "\\d|a");

    @Test
    void agreesWithTheRegularExpressionsOfTheJdk_seed11() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int part = random.nextInt(5); part >= 0; part--) {
                regex.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            Pattern theirs = Pattern.compile(regex.toString());
            LinearPattern ours = LinearPattern.of(regex.toString()).orElseThrow();
            for (int j = 0; j < 20; j++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(8); length > 0; length--) {
                    text.append("ab1".charAt(random.nextInt(3)));
                }

                boolean matches = ours.matches(text.toString());

                assertThat(matches)
                        .as(regex + " on " + text)
                        .isEqualTo(theirs.matcher(text).matches());
            }
        }
    }

    @Test
    void takesNoLongerForExpressionsThatBacktrackWithoutEnd() {
        LinearPattern pattern = LinearPattern.of("((a+)+)+").orElseThrow();

        assertThat(pattern.matches("a".repeat(2_000))).isTrue();
        assertThat(pattern.matches("a".repeat(2_000) + "!")).isFalse();
    }

    @Test
    void takesNoLongerForNothingAgainAndAgain() {
        LinearPattern pattern =
                LinearPattern.of("a(((((){9999}){9999}){9999}){9999}){9999}b").orElseThrow();

        assertThat(pattern.matches("ab")).isTrue();
        assertThat(pattern.matches("a")).isFalse();
    }

    @Test
    void leavesWhatIsNestedTooDeepToOthers() {
        assertThat(LinearPattern.of("(".repeat(5_000) + "a" + ")".repeat(5_000)))
                .isEmpty();
        assertThat(LinearPattern.of("a" + "*".repeat(5_000))).isEmpty();
        assertThat(LinearPattern.of("(".repeat(100) + "a" + ")".repeat(100))).isPresent();
    }

    @Test
    void leavesWhatItDoesNotKnowToOthers() {
        assertThat(LinearPattern.of("(a)\\1")).isEmpty();
        assertThat(LinearPattern.of("(?=a)b")).isEmpty();
        assertThat(LinearPattern.of("a{2000}{2000}")).isEmpty();
        assertThat(LinearPattern.of("(a")).isEmpty();
    }
}
