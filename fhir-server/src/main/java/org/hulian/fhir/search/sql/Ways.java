package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Ways to the newest rows that a caller may see and that meet what no index on time tells. Where many do, a page is found
 * by walking along the newest; where few do, one would walk along all of them, so the walk ends after some rows, and the
 * page is made from what few there are: the amounts that match, or the caller's own rows and those of the persons who
 * grant access.
 */
final class Ways {
    /** The end of a full page of {@link #owned}. */
    static final String SINCE = "(select since from since)";

    private Ways() {}

    /** Served by resource_by_code, or resource_by_effective where there is no code. */
    static String walk(ResourceType type, @Nullable String hash, List<String> placing, int rows, String where) {
        return "  from (select * from hub.resource_index i\n where " + placed(type, hash, placing)
                + "\n order by i.effective desc, i.key desc\n limit " + rows + ") i\n where " + where;
    }

    /**
     * That a row found beside the walk belongs before what the walk did not come to: else it would fill a page that newer
     * rows belong on. By key, too, as all rows of the walk may be of one instant. Fenced, so that it is asked only when
     * there is such a row.
     */
    static String inside(ResourceType type, @Nullable String hash, List<String> placing, int rows) {
        return "((i.effective, i.key) > (select i.effective, i.key from hub.resource_index i\n where "
                + placed(type, hash, placing) + "\n order by i.effective desc, i.key desc\n offset " + (rows - 1)
                + " limit 1)) is not false";
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

    /** Whether the rows of persons who share with the caller are few, whatever of them the caller may see. */
    static String probe(ResourceType type, AccessPredicate access, @Nullable String hash, int most, Sql sql) {
        return count("select" + ofSharing(type, access, hash, sql), most);
    }

    private static String count(String rows, int most) {
        return "select count(*) from (" + rows + "\n limit " + (most + 1) + ") q";
    }

    /**
     * From the amounts that match, by their days from the newest on, so that those after the page are not looked at: each
     * range in turn gives as many rows, and what else is of the last day. A resource with several amounts is taken by one
     * of them. No step needs sorting, which PostgreSQL would do to all amounts where it expects few: the limit, which is more
     * than there are, lets it think of the first ones.
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
                                 order by q.day desc limit 1000000000) a
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

    /**
     * The caller's own page, and the rows of others of persons who share with the caller, as far as they belong before its
     * end: read once, so that PostgreSQL does not walk along the newest of anyone instead.
     *
     * @param own    the own page
     * @param limit  rows of a full page
     * @param shared rows that are few; one more is read, so that more are noticed
     */
    static String owned(
            ResourceType type,
            AccessPredicate access,
            @Nullable String hash,
            String own,
            int limit,
            int shared,
            Sql sql) {
        String with = "with own as materialized (" + own + "),\n since as materialized ("
                + "select coalesce(min(o1) filter (where n = " + limit + "), '-infinity') as since\n"
                + "  from (select o1, count(*) over () as n from own) own)";
        return access.reach() == Reach.OWN
                ? with + "\n"
                : with + ",\n shared as materialized (select i.*" + ofSharing(type, access, hash, sql)
                        + "\n   and i.owner <> " + sql.bind(access.institution()) + "\n   and i.effective >= " + SINCE
                        + "\n limit " + (shared + 1) + ")\n";
    }

    /** That what {@link #owned} read of others is all there is. */
    static String little(AccessPredicate access, int shared) {
        return access.reach() == Reach.OWN ? "true" : "(select count(*) from shared) <= " + shared;
    }

    /** Served by grants_by_grantee and resource_by_person, or resource_by_person_code where there is a code. */
    private static String ofSharing(ResourceType type, AccessPredicate access, @Nullable String hash, Sql sql) {
        return """
                \n  from (select distinct g.person from hub.grants g
                         where g.grantee = %s and g.purposes & %s <> 0
                           and g.valid_from <= now() and now() < g.valid_to) s
                  join hub.resource_index i on i.person = s.person
                 where %s""".formatted(
                        sql.bind(access.institution()), sql.bind(access.purposes()), placed(type, hash, List.of()));
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
