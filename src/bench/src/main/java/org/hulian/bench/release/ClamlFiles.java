package org.hulian.bench.release;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * ICD-10's form and shape in ClaML, in English and in Chinese: a chapter for each letter, blocks of ten categories,
 * below each category as many as ten of four characters.
 *
 * @see <a href="https://www.iso.org/standard/69318.html">EN ISO 13120, classification markup language</a>
 */
final class ClamlFiles {
    private static final int LETTERS = 26;
    private static final int BLOCKS = 10;
    private static final int CATEGORIES = 10;

    private final long seed;

    ClamlFiles(long seed) {
        this.seed = seed;
    }

    /** Writes both files; gives them, English first. */
    List<Path> write(Path folder, int classes) throws IOException {
        Path english = folder.resolve("icd10-en.xml");
        Path chinese = folder.resolve("icd10-zh.xml");
        file(english, "en", classes);
        file(chinese, "zh-CN", classes);
        return List.of(english, chinese);
    }

    private void file(Path file, String language, int classes) throws IOException {
        Words words = new Words(new Random(seed));
        int single = Math.max(0, classes - LETTERS - LETTERS * BLOCKS - LETTERS * BLOCKS * CATEGORIES);
        double below = (double) single / (LETTERS * BLOCKS * CATEGORIES);
        int written = 0;
        double due = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ClaML SYSTEM \"ClaML.dtd\">\n");
            out.write("<ClaML version=\"2.0.0\" xml:lang=\"" + language + "\">\n");
            out.write("<Title name=\"MADE-UP-ICD10\" version=\"2026\">Made up</Title>\n");
            for (char letter = 'A'; letter < 'A' + LETTERS; letter++) {
                one(out, words, language, "chapter", "C" + letter, null);
                for (int block = 0; block < BLOCKS; block++) {
                    String span = "" + letter + block + "0-" + letter + block + "9";
                    one(out, words, language, "block", span, "C" + letter);
                    for (int category = 0; category < CATEGORIES; category++) {
                        String code = "" + letter + block + category;
                        one(out, words, language, "category", code, span);
                        due += below;
                        for (int last = 0; last < 10 && written < Math.floor(due); last++) {
                            one(out, words, language, "category", code + "." + last, code);
                            written++;
                        }
                    }
                }
            }
            out.write("</ClaML>\n");
        }
    }

    private static void one(
            BufferedWriter out, Words words, String language, String kind, String code, @Nullable String above)
            throws IOException {
        String label = language.equals("en") ? words.english(4) + " " + code : words.chinese(10) + code;
        out.write("<Class code=\"" + code + "\" kind=\"" + kind + "\">"
                + (above == null ? "" : "<SuperClass code=\"" + above + "\"/>"));
        rubric(out, "preferred", language, label);
        for (int i = words.upTo(3); i > 0; i--) {
            rubric(out, "inclusion", language, language.equals("en") ? words.english(3) : words.chinese(8));
        }
        out.write("</Class>\n");
    }

    private static void rubric(BufferedWriter out, String kind, String language, String label) throws IOException {
        out.write("<Rubric kind=\"" + kind + "\"><Label xml:lang=\"" + language + "\" xml:space=\"default\">" + label
                + "</Label></Rubric>");
    }
}
