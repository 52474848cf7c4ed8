package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;

/**
 * Chooses the index that drives a search and writes the statement. Access is a condition of the innermost query, before
 * any limit.
 */
public final class SearchPlanner {
    private final TokenHasher hasher;
    private final UnaryOperator<UUID> patientName;
    private final AccessSql access;

    /** A planner for one database; {@code patientName} is what it calls a patient. */
    public SearchPlanner(TokenHasher hasher, UnaryOperator<UUID> patientName) {
        this.hasher = hasher;
        this.patientName = patientName;
        this.access = new AccessSql(hasher, patientName);
    }

    /** The plan of a search for a caller. */
    public SearchPlan plan(SearchRequest request, AccessPredicate predicate) {
        Path path = Path.of(request, predicate);
        SearchPlan.Statement page = request.count() == 0 ? null : page(request, predicate, path);
        SearchPlan.Statement total = request.total() == Total.NONE ? null : total(request, predicate, path);
        int columns = Order.of(request, new Sql()).size();
        List<String> order =
                IntStream.rangeClosed(1, columns).mapToObj(i -> "o" + i).toList();
        return new SearchPlan(path.describe(), path.isFenced(), page, total, order);
    }

    private SearchPlan.Statement page(SearchRequest request, AccessPredicate predicate, Path path) {
        Sql sql = new Sql();
        Order order = Order.of(request, sql);
        List<String> conditions = conditions(request, predicate, path, sql);
        PageStart start = request.start();
        if (start != null) {
            conditions.add(order.after(start, sql));
        }
        String columns = "i.type, i.key, i.version, i.updated, i.patient, i.owner" + order.select();
        // Written out: a plan made for any limit would sort first.
        int limit = request.count() + 1;
        List<String> branches = branches(request, path, conditions, sql).stream()
                .map(branch -> "select %s\n%s\n order by %s\n limit %d"
                        .formatted(columns, branch, order.byExpressions(), limit))
                .toList();
        String inner = branches.size() == 1
                ? branches.getFirst()
                : "(" + String.join(")\nunion all\n(", branches) + ")\n order by " + order.by() + "\n limit " + limit;
        String text = """
                select p.*, b.id, b.body, b.spans, b.sealed
                  from (%s) p
                  join hub.resource_body b on b.type = p.type and b.key = p.key
                 order by %s""".formatted(inner, order.by());
        return new SearchPlan.Statement(text, sql.binds());
    }

    private SearchPlan.Statement total(SearchRequest request, AccessPredicate predicate, Path path) {
        Sql sql = new Sql();
        List<String> conditions = conditions(request, predicate, path, sql);
        List<String> counts = branches(request, path, conditions, sql).stream()
                .map(branch -> "(select count(*)\n" + branch + ")")
                .toList();
        return new SearchPlan.Statement("select " + String.join("\n     + ", counts) + " as total", sql.binds());
    }

    /** All conditions on {@code i} but the main code, where that drives. */
    private List<String> conditions(SearchRequest request, AccessPredicate predicate, Path path, Sql sql) {
        List<String> conditions = new ArrayList<>();
        conditions.add("i.type = " + request.type().number());
        TermSql terms = new TermSql(request.type(), hasher, patientName, sql, path.isFenced());
        for (Term term : request.terms()) {
            if (!path.isDrivenBy(term)) {
                conditions.add(terms.condition(term));
            }
        }
        String allowed = access.condition(request.type(), predicate, "i.person", sql);
        if (!allowed.equals("true")) {
            conditions.add(allowed);
        }
        return conditions;
    }

    /** From and where, once or, by a main code, also over the further codes of resources that have several. */
    private List<String> branches(SearchRequest request, Path path, List<String> conditions, Sql sql) {
        String where = String.join("\n   and ", conditions);
        Optional<Path.Code> code = path.code();
        if (code.isEmpty()) {
            return List.of("  from hub.resource_index i\n where " + where);
        }
        String hash = sql.bind(hasher.exact(
                request.type(),
                code.get().term().parameter(),
                code.get().value().system(),
                code.get().value().code()));
        String main = "  from hub.resource_index i\n where i.code = " + hash + "\n   and " + where;
        String further = "  from hub.code_index c\n  join hub.resource_index i on i.type = c.type and i.key = c.key\n"
                + " where c.code = " + hash + " and c.type = "
                + request.type().number()
                + path.patient()
                        .map(patient ->
                                "\n   and c.patient in (select m.patient from hub.person_member m where m.person = "
                                        + AccessSql.personOf(sql.bind(patientName.apply(patient)))
                                        + " union all select "
                                        + sql.bind(patientName.apply(patient)) + ")")
                        .orElse("")
                + "\n   and " + where;
        return List.of(main, further);
    }

    /** Which index drives. */
    private record Path(Optional<UUID> patient, Optional<Code> code, boolean byKey, boolean severalPatients) {
        /** A term that the code column answers. */
        record Code(Term.TokenTerm term, TokenValue.Exact value) {}

        static Path of(SearchRequest request, AccessPredicate predicate) {
            Optional<UUID> patient = Optional.ofNullable(predicate.compartment());
            Optional<Code> code = Optional.empty();
            boolean byKey = false;
            boolean selective = false;
            boolean several = false;
            for (Term term : request.terms()) {
                if (term instanceof Term.PatientTerm patients) {
                    several |= patients.anyOf().size() > 1;
                    patient = Optional.of(ResourceKeys.of(patients.anyOf().getFirst()));
                } else if (term instanceof Term.TokenTerm token && code.isEmpty()) {
                    code = mainCode(request, token);
                    selective |= code.isEmpty() && token.parameter().name().equals("identifier");
                } else if (term instanceof Term.IdTerm) {
                    byKey = true;
                } else if (term instanceof Term.ReferenceTerm || term instanceof Term.UriTerm) {
                    selective = true;
                }
            }
            boolean byCode = !byKey && !several && (!selective || patient.isPresent());
            return new Path(patient, byCode ? code : Optional.empty(), byKey, several);
        }

        private static Optional<Code> mainCode(SearchRequest request, Term.TokenTerm token) {
            ResourceTypes.Roles roles = ResourceTypes.r4().roles(request.type());
            return token.parameter().name().equals(roles.code())
                            && !token.not()
                            && token.anyOf().size() == 1
                            && token.anyOf().getFirst() instanceof TokenValue.Exact exact
                            && exact.system().equals(roles.codeSystem())
                    ? Optional.of(new Code(token, exact))
                    : Optional.empty();
        }

        boolean isDrivenBy(Term term) {
            return code.isPresent() && code.get().term() == term;
        }

        boolean isFenced() {
            return patient.isPresent() || code.isPresent() || byKey;
        }

        String describe() {
            if (byKey) {
                return "primary key (type, key)";
            }
            if (patient.isPresent()) {
                return code.isPresent()
                        ? "resource_by_person_code (person, type, code, effective desc), further codes by code_by_patient"
                        : "resource_by_person (person, type, effective desc)"
                                + (severalPatients ? ", one range for each person" : "");
            }
            return code.isPresent()
                    ? "resource_by_code (type, code, effective desc), further codes by code_by_code"
                    : "resource_by_token, side tables or (type, order), as PostgreSQL's statistics say";
        }
    }
}
