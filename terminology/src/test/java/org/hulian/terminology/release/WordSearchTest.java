package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words are found in bytes as they are in the texts of a concept. */
class WordSearchTest {
    /** Letters with more than two cases among them: Σσς, kKK, sSſ, iIİı; and such as take one to three bytes. */
    private static final String SIGNS =
            "abkKsSiIXx1-(é\u00c9\u00df\u03a3\u03c3\u03c2\u0130\u0131\u017f\u212a\u2013糖尿\uff21\uff41";

    @Test
    void saysWhatTheTextsOfTheConceptSay_seed11() {
        Random random = new Random(11);
        int matches = 0;
        for (int i = 0; i < 50_000; i++) {
            Concept concept = new Concept(
                    0,
                    text(random, 4),
                    text(random, 40),
                    "xx not looked at",
                    List.of(Designation.of("en", text(random, 300)), Designation.of("zh", text(random, 9))),
                    List.of(),
                    List.of(),
                    null,
                    false,
                    false);
            String[] words = words(random);

            boolean matched = new WordSearch(words).matches(new Cursor(record(concept), 0));

            assertThat(matched).as("%s in %s", List.of(words), concept).isEqualTo(Words.match(words, concept, null));
            matches += matched ? 1 : 0;
        }
        assertThat(matches).isBetween(5_000, 45_000);
    }

    /** Of 700 concepts a key stands in few, in more than one in 32, or in all: lists, bitmaps, and both together. */
    @Test
    void findsExactlyTheConceptsThatHoldTheWords_seed12(@TempDir Path folder) throws IOException {
        Random random = new Random(12);
        String[] parts = {"anaem", "haem", "ia", "itis", "oma", "糖尿", "病", "bronch", "o", "gastr"};
        StringBuilder csv = new StringBuilder("code,en,zh\n");
        for (int i = 0; i < 700; i++) {
            csv.append("c%d,common %s%s rare%d,".formatted(i, part(parts, random), part(parts, random), i / 5));
            csv.append(part(parts, random)).append(part(parts, random)).append('\n');
        }
        Releases releases = new Releases(folder);
        CodeSystem system = releases.open("http://example.org/w", releases.file("w.csv", csv.toString()));

        for (String filter : List.of(
                "common",
                "mon",
                "oma",
                "mon oma",
                "糖",
                "糖尿",
                "糖 病",
                "病糖",
                "rare1",
                "rare13",
                "rare13 common",
                "rare13 oma",
                "haemia",
                "ia",
                "o",
                "common o",
                "aemia itis",
                "c17",
                "nowhere",
                "common nowhere")) {
            String[] words = filter.split(" ", -1);
            assertThat(system.holding(words).toArray())
                    .as(filter)
                    .containsExactly(IntStream.range(0, 700)
                            .filter(number -> Words.match(words, system.at(number), null))
                            .toArray());
        }
    }

    private static String part(String[] parts, Random random) {
        return parts[random.nextInt(parts.length)];
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(longest); left > 0; left--) {
            text.append(random.nextInt(12) == 0 ? ' ' : SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    private static String[] words(Random random) {
        String[] words = new String[1 + random.nextInt(2)];
        for (int i = 0; i < words.length; i++) {
            String word = text(random, 4).replace(" ", "");
            words[i] = word.isEmpty() ? "k" : word.toLowerCase(Locale.ROOT);
        }
        return words;
    }

    private static ByteBuffer record(Concept concept) {
        Bytes bytes = new Bytes().number(0).text(concept.code()).text(concept.display());
        bytes.number(PackFormat.DEFINITION).text(concept.definition());
        for (Designation designation : concept.designations()) {
            bytes.number(PackFormat.DESIGNATION).text(designation.language()).text(null);
            bytes.text(null).text(null).text(designation.value());
        }
        return ByteBuffer.wrap(bytes.number(PackFormat.END).toArray());
    }
}
