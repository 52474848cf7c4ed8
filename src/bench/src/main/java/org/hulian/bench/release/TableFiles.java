package org.hulian.bench.release;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** ICD-11's simple tabulation with all columns an import looks at, and a table of regions as of GB/T 2260. */
final class TableFiles {
    private final long seed;

    TableFiles(long seed) {
        this.seed = seed;
    }

    /** Chapters, blocks and three levels of categories, deep first. */
    Path icd11(Path folder, int rows) throws IOException {
        Words words = new Words(new Random(seed));
        Path file = folder.resolve("SimpleTabulation-ICD-11-MMS-en.txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Linearization URI\tCode\tBlockId\tTitle\tClassKind\tDepthInKind\tIsResidual\tisLeaf\n");
            for (int i = 0; i < rows; i++) {
                int within = i % 1_300;
                int depth = within == 0 ? 0 : within % 130 == 1 ? 1 : within % 13 == 2 ? 2 : 3;
                String kind = depth == 0 ? "chapter" : depth == 1 ? "block" : "category";
                String number = Integer.toString(i, 36).toUpperCase(Locale.ROOT);
                out.write("http://example.org/made-up/" + i + "\t" + (depth == 1 ? "" : "Q" + number) + "\t"
                        + (depth == 1 ? "B" + number : "") + "\t" + "- ".repeat(depth) + words.english(4) + "\t" + kind
                        + "\t" + depth + "\tFalse\tTrue\n");
            }
        }
        return file;
    }

    /** Provinces, towns and counties, each with its parent. */
    Path regions(Path folder, int rows) throws IOException {
        Words words = new Words(new Random(seed));
        Path file = folder.resolve("regions.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("code,zh,parent,property:level\n");
            for (int i = 0; i < rows; i++) {
                int province = i / 110;
                int town = i % 110 / 10;
                int county = i % 10;
                String parent = county > 0 ? code(province, town, 0) : town > 0 ? code(province, 0, 0) : "";
                String level = county > 0 ? "3" : town > 0 ? "2" : "1";
                out.write(code(province, town, county) + "," + words.chinese(4) + "," + parent + "," + level + "\n");
            }
        }
        return file;
    }

    private static String code(int province, int town, int county) {
        return "%04d%02d%02d".formatted(9_000 + province, town, county);
    }
}
