package org.hulian.fhir.search.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What will be asked of the database for one search.
 *
 * @param path  the index that drives, in words
 * @param fixed whether the path is right for any values, so that PostgreSQL need not plan it each time
 * @param page  the matches of the page and one more; null when only the total is wanted
 * @param total the number of all matches; null when it is not wanted
 * @param order names of the columns that tell where the next page begins
 */
public record SearchPlan(
        String path,
        boolean fixed,
        @Nullable Statement page,
        @Nullable Statement total,
        List<String> order) {
    /** One statement. */
    public record Statement(String sql, List<Object> binds) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(sql);
            for (int i = 0; i < binds.size(); i++) {
                Object bind = binds.get(i);
                String shown = bind instanceof Object[] array ? Arrays.toString(array) : String.valueOf(bind);
                text.append("\n-- $").append(i + 1).append(" = ").append(shown);
            }
            return text.toString();
        }
    }

    /** Where the page after a row with these order values begins. */
    public static PageStart after(List<Object> values, int type, Snapshot asOf) {
        return new PageStart(Order.encode(values), type, asOf);
    }

    /** Path, statements and binds, as {@code _explain} and the golden files show them. */
    public String explain() {
        return "plan: " + path + (fixed ? "\n" : " (planned each time)\n")
                + List.of(page == null ? "" : "page:\n" + page + "\n", total == null ? "" : "total:\n" + total + "\n")
                        .stream()
                        .collect(Collectors.joining());
    }
}
