package org.hulian.mappers.definition;

import java.util.List;

/** When a row or map applies: all of its tests hold. */
public record Condition(List<Test> tests) {

    public static final Condition ALWAYS = new Condition(List.of());

    /** One test of one place. */
    public record Test(SourcePath path, Kind kind, List<String> values) {}

    /** What a test asks. NUMERIC allows a comparator before the number. */
    public enum Kind {
        PRESENT,
        ABSENT,
        NUMERIC,
        IN,
        NOT_IN
    }
}
