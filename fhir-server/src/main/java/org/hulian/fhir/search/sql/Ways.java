package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return "  from (select * from hub.resource_index i\n where " + placed(type, hash, placing)
                + "\n order by i.effective desc, i.key desc\n limit " + rows + ") i\n where " + where;
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

    /** Served by resource_by_code: whether there is more than was walked along. */
    static String probe(ResourceType type, String hash, List<String> placing, int most) {
        return count("select from hub.resource_index i\n where " + placed(type, hash, placing), most);
    }

    /** Whether the amounts that match are few; {@code ranges} are those of {@link QuantitySql#ranges}. */
    static String probe(List<String> ranges, int most) {
        return count(
                ranges.stream()
                        .map(range -> "select from hub.quantity_index q where " + range)
                        .collect(Collectors.joining("\n union all ")),
                most);
    }

    private static String count(String rows, int most) {
        return "select count(*) from (" + rows + "\n limit " + (most + 1) + ") q";
    }

    /**
     * From the amounts that match, by their days from the newest on, so that those after the page are not looked at: each
     * range in turn gives as many rows, and what else is of the last day. A resource with several amounts is taken by one
     * of them. No step needs sorting, which PostgreSQL would do to all amounts where it expects few.
     *
     * @param ranges of {@link QuantitySql#ranges}
     * @param days   conditions on {@code q.day}
     */
    static String amounts(List<String> ranges, List<String> days, String where, int limit) {
        String each = ranges.stream()
                .map(range -> """
                        (select i.type, i.key, i.version, i.updated, i.patient, i.owner, i.effective
                          from (select q.key, q.day, q.ctid as place from hub.quantity_index q
                                 where %s
                                 order by q.day desc offset 0) a
                          join hub.resource_index i on i.key = a.key
                         where %s
                           and not exists (select from hub.quantity_index q
                                            where q.type = i.type and q.key = i.key and q.ctid < a.place and %s)
                         order by a.day desc
                         fetch first %d rows with ties)""".formatted(and(range, days), where, range, limit))
                .collect(Collectors.joining("\nunion\n"));
        return "  from (" + each + ") i";
    }

    private static String and(String one, List<String> others) {
        return Stream.concat(Stream.of(one), others.stream()).collect(Collectors.joining(" and "));
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
