package org.hulian.fhir.search;

import org.jspecify.annotations.Nullable;

/**
 * The sort position after which a page begins. It leaves the server only encrypted and bound to its caller.
 *
 * @param position sort values and key of the last match, in the plan's own compact form
 * @param type     number of that match's type where several were searched, else 0
 * @param snapshot the state of the data all pages show, or null where that never changes
 */
public record PageStart(String position, int type, @Nullable Snapshot snapshot) {
    /** Of a search of one type in data that only grows. */
    public PageStart(String position) {
        this(position, 0, null);
    }

    /** The first page, in a state of the data. */
    public static PageStart first(@Nullable Snapshot snapshot) {
        return new PageStart("", 0, snapshot);
    }

    /** Whether nothing comes before it. */
    public boolean isFirst() {
        return position.isEmpty();
    }

    /** As it travels. */
    public String text() {
        return position + "~" + type + "~" + (snapshot == null ? "" : snapshot.text());
    }

    /** From {@link #text}, which only the server makes. */
    public static PageStart parse(String text) {
        String[] parts = text.split("~", -1);
        return new PageStart(
                parts[0], Integer.parseInt(parts[1]), parts[2].isEmpty() ? null : Snapshot.parse(parts[2]));
    }
}
