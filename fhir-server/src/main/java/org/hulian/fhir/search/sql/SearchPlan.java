package org.hulian.fhir.search.sql;

import java.util.Arrays;
import java.util.List;
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
 * @param sparse the other way to the page, for callers who see few of the rows; null where there is only one
 * @param order names of the columns that tell where the next page begins
 */
public record SearchPlan(
        String path,
        boolean fixed,
        @Nullable Statement page,
        @Nullable Statement total,
        @Nullable Sparse sparse,
        List<String> order) {
    /**
     * What to do where the walk along the newest rows found less than a page.
     *
     * @param probe  counts the rows there are to walk along, up to one more than were walked
     * @param walked rows the walk ends after
     * @param page   the page from the rows the caller may see
     */
    public record Sparse(Statement probe, int walked, Statement page) {}

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
                + said("page", page)
                + (sparse == null ? "" : said("probe", sparse.probe()) + said("sparse page", sparse.page()))
                + said("total", total);
    }

    private static String said(String use, @Nullable Statement statement) {
        return statement == null ? "" : use + ":\n" + statement + "\n";
    }
}
