package org.hulian.fhir.feed.codes;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.hulian.mappers.LocalCodes;

/**
 * A sender's own code or unit.
 *
 * @param sender institution number
 * @param system of the code, empty for a unit
 */
public record LocalCode(int sender, LocalCodes.Kind kind, String system, String code) {
    static LocalCodes.Kind kind(String word) {
        return LocalCodes.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    String kindWord() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The system of its targets. */
    String targetSystem() {
        return switch (kind) {
            case CODE -> "http://loinc.org";
            case UNIT -> "http://unitsofmeasure.org";
        };
    }

    /** Id of the Task that stands for the work on it; the same code always has the same. */
    UUID task() {
        String name = String.join("\u001f", "code-mapping", String.valueOf(sender), kindWord(), system, code);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
