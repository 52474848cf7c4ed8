package org.hulian.mappers.definition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a message as definitions write it: `OBX-5`, `PID-5.1`, `PID-3[5=MR].1`; within a datatype `4` or `4.2`; `.` is the value
 * itself; `$sender` and its like are facts about the message.
 *
 * @param segment      null for a place relative to the value at hand
 * @param field        0 when relative
 * @param selector     keeps the repetitions whose component holds a value
 * @param component    0 for the whole
 * @param subcomponent 0 for the whole
 * @param fact         name after `$`, empty for a place
 */
public record SourcePath(
        @Nullable String segment,
        int field,
        @Nullable Selector selector,
        int component,
        int subcomponent,
        String fact) {

    private static final Pattern PLACE = Pattern.compile(
            "([A-Z][A-Z0-9]{2})-(\\d{1,3})(?:\\[(\\d{1,2})=([^\\]]+)])?(?:\\.(\\d{1,2}))?(?:\\.(\\d{1,2}))?");
    private static final Pattern RELATIVE = Pattern.compile("(\\d{1,2})(?:\\.(\\d{1,2}))?");

    /** Keeps a repetition when its component holds the value. */
    public record Selector(int component, String value) {}

    /** Null when the text is no path. */
    public static @Nullable SourcePath parse(String text) {
        if (text.startsWith("$")) {
            return new SourcePath(null, 0, null, 0, 0, text.substring(1));
        }
        if (text.equals(".")) {
            return new SourcePath(null, 0, null, 0, 0, "");
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return new SourcePath(null, 0, null, number(relative.group(1)), number(relative.group(2)), "");
        }
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return null;
        }
        Selector selector = place.group(3) == null ? null : new Selector(number(place.group(3)), place.group(4));
        return new SourcePath(
                place.group(1), number(place.group(2)), selector, number(place.group(5)), number(place.group(6)), "");
    }

    public boolean isFact() {
        return !fact.isEmpty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
