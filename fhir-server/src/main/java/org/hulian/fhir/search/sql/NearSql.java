package org.hulian.fhir.search.sql;

import java.util.stream.Collectors;
import org.hulian.fhir.search.Near;
import org.hulian.fhir.search.Term;

/**
 * Places within a distance: a band of latitudes by quantity_by_low, then the haversine formula on a sphere of the
 * earth's mean radius, which is off by 0.5 % at most.
 */
final class NearSql {
    private static final double RADIUS = 6371.0088;

    private final Sql sql;
    private final Rows rows;

    NearSql(Sql sql, Rows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    String condition(Term.NearTerm term) {
        String any = term.anyOf().stream().map(this::within).collect(Collectors.joining(" or ", "(", ")"));
        return "exists (select from hub.quantity_index q where " + rows.described("q") + " and q.param = "
                + term.parameter().number() + " and " + any + ")";
    }

    private String within(Near near) {
        double degrees = Math.toDegrees(near.kilometres() / RADIUS);
        String latitude = sql.bind(near.latitude());
        return """
                q.low between %s and %s and
                 asind(least(1, sqrt(power(sind((q.low - %3$s) / 2), 2)
                   + cosd(%3$s) * cosd(q.low) * power(sind((q.base - %4$s) / 2), 2)))) <= %5$s""".formatted(
                        sql.bind(near.latitude() - degrees),
                        sql.bind(near.latitude() + degrees),
                        latitude,
                        sql.bind(near.longitude()),
                        sql.bind(degrees / 2));
    }
}
