package org.hulian.mappers.definition;

import java.util.List;

/** The order of segments and groups in a message; `?` optional, `*` any number. */
public sealed interface Structure {

    String name();

    boolean repeats();

    boolean optional();

    /** A segment. */
    record Leaf(String name, boolean repeats, boolean optional) implements Structure {}

    /** A group of segments and groups. */
    record Group(String name, boolean repeats, boolean optional, List<Structure> items) implements Structure {}
}
