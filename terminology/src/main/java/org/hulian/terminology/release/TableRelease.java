package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;

/**
 * A national or regional table as CSV. Columns: {@code code} and {@code zh} or {@code en} are needed; {@code parent},
 * {@code definition} and {@code status} ({@code active}, {@code inactive} or {@code abstract}) may be there; any
 * {@code property:NAME} becomes a property. A parent may stand below its children.
 */
final class TableRelease {
    private static final String PROPERTY = "property:";

    private final PackBuilder pack;
    private final Progress progress;

    /** A parent that may not have come yet. */
    private record Parent(String code, int line) {}

    TableRelease(PackBuilder pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    PackHead read(String system, String version, List<Path> files) throws IOException {
        Map<String, Parent> parents = new LinkedHashMap<>();
        List<String> properties = List.of();
        String language = "en";
        for (Path file : files) {
            try (Rows rows = Rows.csv(file, progress).require("code")) {
                if (!rows.has("zh") && !rows.has("en")) {
                    throw rows.problem("zh, en", "one of these columns is needed");
                }
                language = rows.has("en") ? "en" : "zh-CN";
                properties = rows.columns(PROPERTY);
                while (rows.next()) {
                    row(rows, properties, parents);
                }
                link(rows, parents);
            }
        }
        String name = system.substring(system.lastIndexOf('/') + 1);
        return PackHead.of(
                system,
                version,
                name,
                language,
                properties.stream()
                        .map(column -> new PropertyDefinition(column, null, null, "string"))
                        .toList());
    }

    private void row(Rows rows, List<String> properties, Map<String, Parent> parents) {
        String code = rows.filled("code");
        if (pack.has(code)) {
            throw rows.problem("code", code + " is listed twice");
        }
        int number = pack.concept(code);
        String en = rows.cell("en");
        String zh = rows.cell("zh");
        if (en == null && zh == null) {
            throw rows.problem("zh, en", "one of these cells must be filled");
        }
        pack.display(number, en == null ? String.valueOf(zh) : en);
        if (zh != null && en != null) {
            pack.designation(number, Designation.of("zh-CN", zh));
        }
        String definition = rows.cell("definition");
        if (definition != null) {
            pack.definition(number, definition);
        }
        String parent = rows.cell("parent");
        if (parent != null) {
            parents.put(code, new Parent(parent, rows.line()));
        }
        for (String property : properties) {
            String value = rows.cell(PROPERTY + property);
            if (value != null) {
                pack.property(number, Property.string(property, value));
            }
        }
        status(rows, number);
    }

    private void status(Rows rows, int number) {
        String status = rows.cell("status");
        switch (status) {
            case null -> {}
            case "active" -> {}
            case "inactive" -> pack.inactive(number);
            case "abstract" -> pack.abstrakt(number);
            default -> throw rows.problem("status", status + " is not active, inactive or abstract");
        }
    }

    private void link(Rows rows, Map<String, Parent> parents) {
        parents.forEach((child, parent) -> {
            if (!pack.has(parent.code())) {
                throw rows.problem(
                        parent.line(), "parent", parent.code() + ", the parent of " + child + ", is not in the file");
            }
            pack.parent(pack.concept(child), pack.concept(parent.code()));
        });
        parents.clear();
    }
}
