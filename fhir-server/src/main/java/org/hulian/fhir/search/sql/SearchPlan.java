package org.hulian.fhir.search.sql;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
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
 * @param further what to do where the page is come by a walk that ends before it is full; null where it is not
 * @param owned what to do before {@code further}, where others share little with the caller; null where there is nothing
 * @param order names of the columns that tell where the next page begins
 */
public record SearchPlan(
        String path,
        boolean fixed,
        @Nullable Statement page,
        @Nullable Statement total,
        @Nullable Further further,
        @Nullable Owned owned,
        List<String> order) {
    /**
     * The page from what the caller owns and the few rows of persons who share with the caller.
     *
     * @param page  finds nothing where these are many
     * @param probe where nothing was found, counts the rows of these persons, up to one more than {@code most}
     * @param most  so many are few
     */
    public record Owned(Supplier<Statement> page, Supplier<Statement> probe, int most) {
        private String explain() {
            return said("page of own and shared", page.get())
                    + said("probe of what is shared, few up to " + most, probe.get());
        }
    }

    /** What to do where the walk along the newest rows found less than a page. */
    public interface Further {
        /**
         * What to try next.
         *
         * @param found rows that the walk found
         */
        Attempt after(int found);
    }

    /**
     * Two ways to a page, and which to take. Statements are written when they are needed.
     *
     * @param probe counts rows, up to one more than {@code most}; null where they are taken to be many
     * @param most  so many are few
     * @param few   the page where they are few; null where what was walked along is all there is
     * @param many  the page where they are more
     */
    public record Attempt(
            @Nullable Statement probe, int most, @Nullable Supplier<Statement> few, Supplier<Statement> many) {
        private String explain() {
            return said("probe, few up to " + most, probe)
                    + said("page of few", few == null ? null : few.get())
                    + said(probe == null ? "page beyond the walk" : "page of many", many.get());
        }
    }

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
                + (owned == null ? "" : owned.explain())
                + (further == null ? "" : further.after(0).explain())
                + said("total", total);
    }

    private static String said(String use, @Nullable Statement statement) {
        return statement == null ? "" : use + ":\n" + statement + "\n";
    }
}
