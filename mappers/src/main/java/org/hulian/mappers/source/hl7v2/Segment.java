package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** One segment; fields are split into repetitions and components when first asked for. */
public final class Segment {

    private static final List<Repetition> NONE = List.of();

    private final String name;
    private final int ordinal;
    private final String[] fields;
    private final List<Repetition>[] split;
    private final Delimiters delimiters;
    private final Charset charset;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no checked form
    Segment(String name, int ordinal, String[] fields, Delimiters delimiters, Charset charset) {
        this.name = name;
        this.ordinal = ordinal;
        this.fields = fields;
        this.split = new List[fields.length];
        this.delimiters = delimiters;
        this.charset = charset;
    }

    public String name() {
        return name;
    }

    /** How many segments of this name there are up to this one: 1 for the first. */
    public int ordinal() {
        return ordinal;
    }

    /** The number of the last field sent. */
    public int size() {
        return fields.length - 1;
    }

    public boolean isPopulated(int field) {
        return field < fields.length && !fields[field].isEmpty();
    }

    /** `OBX[2]`, as written in traces. */
    public String label() {
        return name + '[' + ordinal + ']';
    }

    public List<Repetition> repetitions(int field) {
        if (!isPopulated(field)) {
            return NONE;
        }
        List<Repetition> found = split[field];
        if (found == null) {
            found = splitField(field);
            split[field] = found;
        }
        return found;
    }

    private List<Repetition> splitField(int field) {
        String text = fields[field];
        boolean encoding = (name.equals("MSH") || name.equals("FHS") || name.equals("BHS")) && field <= 2;
        if (encoding || delimiters.repetition() == 0 || text.indexOf(delimiters.repetition()) < 0) {
            return List.of(new Repetition(this, field, 0, text, encoding));
        }
        List<Repetition> repetitions = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf(delimiters.repetition(), at);
            end = end < 0 ? text.length() : end;
            repetitions.add(new Repetition(this, field, repetitions.size(), text.substring(at, end), false));
            at = end + 1;
        }
        return repetitions;
    }

    /** The segment's name as a place: what a row without a source of its own stands on. */
    public Value anchor() {
        return new Repetition(this, 0, 0, name, true).value();
    }

    Delimiters delimiters() {
        return delimiters;
    }

    String decoded(String raw) {
        return Escapes.decode(raw, delimiters, charset);
    }

    /** The text of a field's first component, empty when it was not sent. */
    public String text(int field) {
        List<Repetition> all = repetitions(field);
        return all.isEmpty() ? "" : all.get(0).value().component(1).text();
    }
}
