package org.hulian.mappers.function;

import java.util.stream.Stream;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Names of people and places as one text. Chinese, Japanese and Korean names are written family first and unspaced. */
final class Names {

    private Names() {}

    /** XPN: family 1, given 2, further 3, suffix 4, prefix 5. */
    static @Nullable JsonValue text(Call call) {
        return text(call.part(1), call.part(2), call.part(3), call.part(4), call.part(5));
    }

    /** XCN: the same one component later. */
    static @Nullable JsonValue display(Call call) {
        Value name = call.value();
        return text(part(name, 2), part(name, 3), part(name, 4), part(name, 5), part(name, 6));
    }

    /** NDL: the name in the sub-components of 1. */
    static @Nullable JsonValue interpreter(Call call) {
        Value name = call.value().component(1);
        return text(part(name, 2), part(name, 3), part(name, 4), part(name, 5), part(name, 6));
    }

    /** XON: the name, or the identifier when there is none. */
    static @Nullable JsonValue organization(Call call) {
        String name = part(call.value(), 1);
        return json(name.isEmpty() ? part(call.value(), 10) : name);
    }

    /** PL: facility, building, floor, point of care, room and bed, the largest first. */
    static @Nullable JsonValue place(Call call) {
        StringBuilder out = new StringBuilder();
        for (int n : new int[] {4, 7, 8, 1, 2, 3, 9}) {
            String part = call.part(n);
            if (!part.isEmpty()) {
                out.append(out.isEmpty() ? "" : ", ").append(part);
            }
        }
        return json(out.toString());
    }

    private static @Nullable JsonValue text(String family, String given, String further, String suffix, String prefix) {
        if (isIdeographic(family + given)) {
            return json(family + given + further);
        }
        return json(String.join(
                " ",
                Stream.of(prefix, given, further, family, suffix)
                        .filter(part -> !part.isEmpty())
                        .toList()));
    }

    private static boolean isIdeographic(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(c -> Character.isIdeographic(c)
                                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL
                                || c == '·');
    }

    private static String part(Value value, int n) {
        return value.component(n).text();
    }

    private static @Nullable JsonValue json(String text) {
        return text.isEmpty() ? null : new JsonValue.Text(text);
    }
}
