package org.hulian.mappers.function;

import org.hulian.mappers.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** XTN: a number in one text (1 or 12), an address (4), or a number in parts (5 to 8). */
final class Contacts {

    private Contacts() {}

    static @Nullable JsonValue number(Call call) {
        String whole = call.part(12);
        if (whole.isEmpty()) {
            whole = call.part(4);
        }
        if (whole.isEmpty()) {
            whole = call.part(1);
        }
        if (!whole.isEmpty()) {
            return new JsonValue.Text(whole);
        }
        String local = call.part(7);
        if (local.isEmpty()) {
            return null;
        }
        String country = call.part(5);
        String area = call.part(6);
        String extension = call.part(8);
        return new JsonValue.Text((country.isEmpty() ? "" : "+" + country + ' ')
                + (area.isEmpty() ? "" : area + ' ')
                + local
                + (extension.isEmpty() ? "" : " ext. " + extension));
    }
}
