package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;

/**
 * ICD-11 for mortality and morbidity statistics, WHO's simple tabulation: tab-separated text with the columns
 * {@code Code}, {@code BlockId}, {@code Title} and {@code ClassKind}, in the order of the classification. Dashes before
 * a title say how deep it stands.
 *
 * @see <a href="https://icd.who.int/browse/latest-release/mms/en">ICD-11 MMS</a>
 */
final class Icd11Release {
    private final PackBuilder pack;
    private final Progress progress;
    private final List<Integer> above = new ArrayList<>();

    Icd11Release(PackBuilder pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    PackHead read(String system, String version, List<Path> files) throws IOException {
        for (Path file : files) {
            try (Rows rows = Rows.tabs(file, progress).require("Code", "BlockId", "Title", "ClassKind")) {
                while (rows.next()) {
                    row(rows);
                }
            }
        }
        return PackHead.of(
                system,
                version,
                "ICD11MMS",
                "en",
                List.of(new PropertyDefinition("kind", null, "chapter, block or category", "code")));
    }

    private void row(Rows rows) {
        String kind = rows.filled("ClassKind");
        String code = rows.cell("Code");
        String block = rows.cell("BlockId");
        String own = code == null ? block : code;
        if (own == null) {
            throw rows.problem("Code", "neither Code nor BlockId is filled");
        }
        String title = rows.filled("Title").replace("\"", "");
        int depth = 0;
        while (title.startsWith("- ")) {
            title = title.substring(2);
            depth++;
        }
        if (depth > above.size()) {
            throw rows.problem("Title", "stands %d levels deep below one of %d".formatted(depth, above.size() - 1));
        }
        if (pack.has(own)) {
            throw rows.problem("Code", own + " is listed twice");
        }
        int number = pack.concept(own);
        pack.display(number, title);
        pack.property(number, Property.code("kind", kind));
        if (!kind.equals("category")) {
            pack.abstrakt(number);
        }
        while (above.size() > depth) {
            above.removeLast();
        }
        if (depth > 0) {
            pack.parent(number, above.getLast());
        }
        above.add(number);
    }
}
