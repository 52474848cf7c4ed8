package org.hulian.fhir.search.sql;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.search.SearchRequest;

/** Rows found by a code that is not their first. */
final class FurtherCodes {
    private final UnaryOperator<UUID> patientName;

    FurtherCodes(UnaryOperator<UUID> patientName) {
        this.patientName = patientName;
    }

    /**
     * Rows of which the code is not the first. By the further codes' own times, so that code_by_code is walked along: a
     * plan made for any code expects many rows, and would rather look every resource of the type up among the codes.
     */
    Branch branch(SearchRequest request, Path path, String hash, String where, Order order, Sql sql) {
        String text = "  from hub.code_index c\n  join hub.resource_index i on i.type = c.type and i.key = c.key\n"
                + " where c.code = " + hash + " and c.type = "
                + request.type().number()
                + ofPatients(path, sql)
                + "\n   and " + where;
        String by = order.byExpressions();
        return path.patients().isEmpty() && order.isNewestFirst()
                ? new Branch(
                        Rows.CURRENT,
                        text,
                        order,
                        by.replace("i.effective", "c.effective").replace("i.key", "c.key"))
                : new Branch(Rows.CURRENT, text, order);
    }

    /** That a further code is of one of the patients, or of another record of the same person. */
    private String ofPatients(Path path, Sql sql) {
        List<UUID> names = path.patients().stream().map(patientName).toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 ->
                "\n   and c.patient in (select m.patient from hub.person_member m where m.person = "
                        + AccessSql.personOf(sql.bind(names.getFirst())) + " union all select "
                        + sql.bind(names.getFirst()) + ")";
            default -> {
                String given = sql.bind(names.toArray(UUID[]::new));
                yield "\n   and c.patient = any (array(select o.patient from hub.person_member m join hub.person_member o"
                        + " using (person) where m.patient = any (" + given + ") union all select unnest(" + given
                        + "::uuid[])))";
            }
        };
    }
}
