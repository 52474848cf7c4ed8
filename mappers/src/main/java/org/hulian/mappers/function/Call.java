package org.hulian.mappers.function;

import java.util.List;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/**
 * One use of a function: the place it reads and what the row says besides.
 *
 * @param value     never empty
 * @param args      fixed arguments of the row
 * @param translate ConceptMap id of the row, if any
 * @param table     v2 table of the row's codes, if any
 */
public record Call(
        Context context,
        Value value,
        List<String> args,
        @Nullable String translate,
        @Nullable String table) {

    /** A part of the value, noted as used when there is something in it. */
    String part(int n) {
        Value part = value.component(n);
        if (part.isEmpty()) {
            return "";
        }
        part.markMapped();
        return part.text();
    }

    /** The text of the value, which is thereby used. */
    String text() {
        value.markMapped();
        return value.text();
    }

    int arg(int index, int otherwise) {
        return index < args.size() ? Integer.parseInt(args.get(index)) : otherwise;
    }
}
