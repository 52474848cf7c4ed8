package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/**
 * Two ways to the newest rows with a code that a caller may see. Who sees many of them finds a page by walking along the
 * newest; who sees few would walk along all of them, so the walk ends after some rows, and the page is made from the
 * caller's own rows and those of the persons who grant access.
 */
final class Ways {
    /** About the square root of page times rows for a code with a hundred thousand rows. */
    static final int WALK = 2_000;

    private Ways() {}

    /** Served by resource_by_code. */
    static String walk(ResourceType type, String hash, List<String> placing, String where) {
        return "  from (select * from hub.resource_index i\n where " + placed(type, hash, placing)
                + "\n order by i.effective desc, i.key desc\n limit " + WALK + ") i\n where " + where;
    }

    /** Served by resource_by_code: whether there is more than was walked along. */
    static String probe(ResourceType type, String hash, List<String> placing) {
        return "select count(*) from (select from hub.resource_index i\n where " + placed(type, hash, placing)
                + "\n limit " + (WALK + 1) + ") q";
    }

    private static String placed(ResourceType type, String hash, List<String> placing) {
        List<String> all = new ArrayList<>(List.of("i.code = " + hash, "i.type = " + type.number()));
        all.addAll(placing);
        return String.join("\n   and ", all);
    }

    /** Served by resource_by_owner_code; grants_by_grantee and resource_by_person_code. */
    static List<String> sparse(AccessPredicate access, String hash, String where, Sql sql) {
        String institution = sql.bind(access.institution());
        String own = "  from hub.resource_index i\n where i.owner = " + institution + "\n   and i.code = " + hash
                + "\n   and " + where;
        if (access.reach() == Reach.OWN) {
            return List.of(own);
        }
        String granted = """
                  from (select distinct g.person from hub.grants g
                         where g.grantee = %s and g.purposes & %s <> 0
                           and g.valid_from <= now() and now() < g.valid_to) s
                  join hub.resource_index i on i.person = s.person
                 where i.code = %s
                   and i.owner <> %s
                   and %s""".formatted(institution, sql.bind(access.purposes()), hash, institution, where);
        return List.of(own, granted);
    }
}
