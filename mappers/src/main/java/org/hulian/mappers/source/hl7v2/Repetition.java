package org.hulian.mappers.source.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One repetition of a field, with a note for every component of what became of it. */
public final class Repetition {

    /** The note of a component that a mapping row has used. */
    public static final String MAPPED = "";

    private final Segment segment;
    private final int field;
    private final int index;
    private final String raw;
    private final String[] components;
    private final @Nullable String[] notes;

    Repetition(Segment segment, int field, int index, String raw, boolean whole) {
        this.segment = segment;
        this.field = field;
        this.index = index;
        this.raw = raw;
        this.components =
                whole ? new String[] {raw} : split(raw, segment.delimiters().component());
        this.notes = new String[components.length];
    }

    public Value value() {
        return new Value(this, 0, 0);
    }

    public boolean isEmpty() {
        return raw.isEmpty() || raw.equals("\"\"");
    }

    /** The HL7 delete marker: the sender says there is no value any more. */
    public boolean isNull() {
        return raw.equals("\"\"");
    }

    public int components() {
        return components.length;
    }

    public boolean isPopulated(int component) {
        return component <= components.length && !components[component - 1].isEmpty();
    }

    /** What became of a component: {@link #MAPPED}, the reason it was not mapped, or null when no row looked at it. */
    public @Nullable String note(int component) {
        return notes[component - 1];
    }

    /** `PID[1]-3`, with `[n]` from the second repetition on. */
    public String label() {
        String label = segment.label() + '-' + field;
        return index == 0 ? label : label + '[' + (index + 1) + ']';
    }

    /** The number of components counts only those sent: 1 when the field holds no component separator. */
    public String label(int component) {
        return components.length == 1 ? label() : label() + '.' + component;
    }

    void markMapped(int component) {
        if (component == 0) {
            java.util.Arrays.fill(notes, MAPPED);
        } else if (component <= notes.length) {
            notes[component - 1] = MAPPED;
        }
    }

    void markReason(int component, String reason) {
        if (component <= notes.length && notes[component - 1] == null) {
            notes[component - 1] = reason;
        }
    }

    String raw(int component, int subcomponent) {
        if (component == 0) {
            return raw;
        }
        String text = component <= components.length ? components[component - 1] : "";
        if (subcomponent == 0) {
            return text;
        }
        char separator = segment.delimiters().subcomponent();
        if (separator == 0 || text.indexOf(separator) < 0) {
            return subcomponent == 1 ? text : "";
        }
        String[] parts = split(text, separator);
        return subcomponent <= parts.length ? parts[subcomponent - 1] : "";
    }

    Segment segment() {
        return segment;
    }

    int field() {
        return field;
    }

    int index() {
        return index;
    }

    private static String[] split(String text, char separator) {
        if (separator == 0 || text.indexOf(separator) < 0) {
            return new String[] {text};
        }
        List<String> parts = new ArrayList<>(8);
        int at = 0;
        int end;
        while ((end = text.indexOf(separator, at)) >= 0) {
            parts.add(text.substring(at, end));
            at = end + 1;
        }
        parts.add(text.substring(at));
        return parts.toArray(new String[0]);
    }
}
