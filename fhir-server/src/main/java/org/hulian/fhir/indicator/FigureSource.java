package org.hulian.fhir.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** Reads the counted cells; never a line of anybody. */
final class FigureSource {
    private static final String WHERE = """
            l.day between $1 and $2 and ($3::int is null or l.institution = $3)
               and ($4::text is null or l.physician = $4) and ($5::text is null or l.department = $5)
               and ($6::text is null or l.item = $6)""";

    /** Served by the primary key of order_cell: a range of days. */
    private static final String CELLS = """
            select grouping(item, department, physician, institution) as told, item, department, physician, institution,
                   state, sum(lines)::bigint as lines, sum(price) as price
              from hub.order_cell l
             where %s
             group by grouping sets ((state), (item, state), (department, state), (physician, state), (institution, state))
            having sum(lines) <> 0
             limit $7
            """.formatted(WHERE);

    /**
     * Recognised lines by order_line_by_day; for each the later ones of the resident by order_line_by_patient. The record
     * a person is named by has no row among the members.
     */
    private static final String AGAIN = """
            select count(*)
              from hub.order_line l
              left join hub.person_member me on me.patient = l.patient
             where l.state = 'recognised' and %s
               and exists (select from hub.order_line m
                            where m.patient in (select coalesce(me.person, l.patient) union
                                                select other.patient from hub.person_member other
                                                 where other.person = coalesce(me.person, l.patient))
                              and m.item = l.item and m.at > l.at and m.at <= l.at + $7 * interval '1 day'
                              and (m.state in ('ordered', 'unexplained') or m.state like 'repeated:%%'))
            """.formatted(WHERE);

    private static final String WAITING = "select count(*) from hub.order_due";

    private final Pool clinical;
    private final IntFunction<String> institutions;
    private final int most;

    /**
     * Over the clinical database.
     *
     * @param institutions reference of an institution by its number
     * @param most         rows of cells told apart by item, department, physician or institution
     */
    FigureSource(Pool clinical, IntFunction<String> institutions, int most) {
        this.clinical = clinical;
        this.institutions = institutions;
        this.most = most;
    }

    /**
     * All lines together and told apart.
     *
     * @param waiting orders of the region, of any time, that are not counted yet
     */
    record Counted(Figures all, Map<Dimension, Map<String, Figures>> apart, long again, long waiting) {}

    Uni<Counted> of(FigureQuery query) {
        return clinical.preparedQuery(CELLS)
                .execute(binds(query).addInteger(most + 1))
                .onItem()
                .transformToUni(cells -> clinical.preparedQuery(AGAIN)
                        .execute(binds(query).addInteger(query.repeatDays()))
                        .onItem()
                        .transformToUni(again -> clinical.preparedQuery(WAITING)
                                .execute()
                                .map(waiting -> counted(cells, number(again), number(waiting)))));
    }

    private static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    private Counted counted(RowSet<Row> cells, long again, long waiting) {
        if (cells.size() > most) {
            throw new FailureException(new Failure.TooCostly("groups of figures", most, cells.size()));
        }
        Figures all = new Figures();
        Map<Dimension, Map<String, Figures>> apart = new EnumMap<>(Dimension.class);
        for (Row row : cells) {
            Figures figures = all;
            for (Dimension dimension : Dimension.values()) {
                if (dimension.tells(row.getInteger("told"))) {
                    figures = apart.computeIfAbsent(dimension, any -> new TreeMap<>())
                            .computeIfAbsent(value(dimension, row), any -> new Figures());
                }
            }
            figures.add(new LineState(row.getString("state")), row.getLong("lines"), row.getBigDecimal("price"));
        }
        return new Counted(all, apart, again, waiting);
    }

    private String value(Dimension dimension, Row row) {
        return switch (dimension) {
            case ITEM, DEPARTMENT, PHYSICIAN -> row.getString(dimension.code());
            case INSTITUTION -> institutions.apply(row.getInteger("institution"));
        };
    }

    private static Tuple binds(FigureQuery query) {
        return Tuple.tuple()
                .addLocalDate(query.from())
                .addLocalDate(query.to())
                .addInteger(query.institution())
                .addString(query.physician())
                .addString(query.department())
                .addString(query.item());
    }
}
