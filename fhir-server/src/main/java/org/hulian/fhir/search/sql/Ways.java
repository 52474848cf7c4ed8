package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ways to the newest rows that a caller may see and that meet what no index on time tells. Where many do, a page is found
 * by walking along the newest; where few do, one would walk along all of them, so the walk ends after some rows, and the
 * page is made from what few there are: the amounts that match, or the caller's own rows and those of the persons who
 * grant access.
 */
final class Ways {
    private Ways() {}

    /** Served by resource_by_code, or resource_by_effective where there is no code. */
    static String walk(ResourceType type, @Nullable String hash, List<String> placing, int rows, String where) {
        return along(type, hash, placing, "limit " + rows, where);
    }

    /**
     * That a row found beside the walk belongs before what the walk did not come to: else it would fill a page that newer
     * rows belong on. Fenced, so that it is asked only when there is such a row.
     */
    static String inside(ResourceType type, @Nullable String hash, List<String> placing, int rows) {
        return "(i.effective > coalesce((select i.effective from hub.resource_index i\n where "
                + placed(type, hash, placing) + "\n order by i.effective desc, i.key desc\n offset "
                + (rows - 1) + " limit 1), '-infinity')) is true";
    }

    /** The walk without an end; the offset keeps PostgreSQL from finding the rows another way and sorting them. */
    static String walkOn(ResourceType type, @Nullable String hash, List<String> placing, String where) {
        return along(type, hash, placing, "offset 0", where);
    }

    private static String along(
            ResourceType type, @Nullable String hash, List<String> placing, String end, String where) {
        return "  from (select * from hub.resource_index i\n where " + placed(type, hash, placing)
                + "\n order by i.effective desc, i.key desc\n " + end + ") i\n where " + where;
    }

    /** Served by resource_by_code: whether there is more than was walked along. */
    static String probe(ResourceType type, String hash, List<String> placing, int most) {
        return count("select from hub.resource_index i\n where " + placed(type, hash, placing), most);
    }

    /** Whether the amounts that match are few; {@code keys} are those of {@link QuantitySql#keys}. */
    static String probe(String keys, int most) {
        return count("select from (" + keys + ") a", most);
    }

    private static String count(String rows, int most) {
        return "select count(*) from (" + rows + "\n limit " + (most + 1) + ") q";
    }

    /** From few amounts; {@code keys} are those of {@link QuantitySql#keys}. */
    static String amounts(String keys, String where) {
        return "  from (select distinct a.key from (" + keys
                + ") a) a\n  join hub.resource_index i on i.key = a.key\n where " + where;
    }

    private static String placed(ResourceType type, @Nullable String hash, List<String> placing) {
        List<String> all = new ArrayList<>();
        if (hash != null) {
            all.add("i.code = " + hash);
        }
        all.add("i.type = " + type.number());
        all.addAll(placing);
        return String.join("\n   and ", all);
    }

    /** Rows of others that persons share with the caller. Served by grants_by_grantee and resource_by_person_code. */
    static String granted(AccessPredicate access, String hash, String where, Sql sql) {
        String institution = sql.bind(access.institution());
        return """
                  from (select distinct g.person from hub.grants g
                         where g.grantee = %s and g.purposes & %s <> 0
                           and g.valid_from <= now() and now() < g.valid_to) s
                  join hub.resource_index i on i.person = s.person
                 where i.code = %s
                   and i.owner <> %s
                   and %s""".formatted(institution, sql.bind(access.purposes()), hash, institution, where);
    }
}
