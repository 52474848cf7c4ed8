package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index that drives a search and writes the statement. Access is a condition of the innermost query, before
 * any limit.
 */
public final class SearchPlanner {
    private static final String FURTHER = "  from hub.code_index c\n";

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
        boolean walked = isWalked(request, predicate, path);
        SearchPlan.Statement page =
                request.count() == 0 ? null : page(request, predicate, path, walked ? Way.WALK : Way.INDEX);
        SearchPlan.Sparse sparse = walked && page != null
                ? new SearchPlan.Sparse(probe(request, path), Ways.WALK, page(request, predicate, path, Way.SPARSE))
                : null;
        SearchPlan.Statement total = request.total() == Total.NONE ? null : total(request, predicate, path);
        int columns = Order.of(request, Rows.CURRENT, new Sql()).size();
        List<String> order =
                IntStream.rangeClosed(1, columns).mapToObj(i -> "o" + i).toList();
        return new SearchPlan(path.describe(), path.isFenced(), page, total, sparse, order);
    }

    /** The plan of a step: distinct keys of the rows, or of their persons, one more than {@code request.count()}. */
    public SearchPlan step(SearchRequest request, AccessPredicate predicate, boolean persons) {
        Path path = Path.of(request, predicate);
        Sql sql = new Sql();
        String column = persons ? "i.person" : "i.key";
        String found = branches(request, predicate, path, null, sql).stream()
                .map(branch -> "select " + column + " as found\n" + branch.text()
                        + (persons ? "\n   and i.person is not null" : ""))
                .collect(Collectors.joining("\nunion all\n"));
        String text = "select distinct q.found from (\n%s) q\n limit %d".formatted(found, request.count() + 1);
        SearchPlan.Statement statement = new SearchPlan.Statement(text, sql.binds());
        return new SearchPlan(path.describe(), path.isFenced(), statement, null, null, List.of());
    }

    /**
     * What a search that needs sifting looks through: all that its indexed conditions leave of what the caller may see.
     *
     * @param most rows; one more is selected, so that too many are noticed
     */
    public Candidates candidates(SearchRequest request, AccessPredicate predicate, int most) {
        Path path = Path.of(request, predicate);
        Sql sql = new Sql();
        List<Branch> branches = branches(request, predicate, path, null, sql);
        boolean past = branches.getLast().rows() == Rows.PAST;
        String inner = branches.stream()
                        .map(branch -> "select " + columns(branch, past) + "\n" + branch.text())
                        .collect(Collectors.joining("\nunion all\n"))
                + "\n limit " + (most + 1);
        Order order = branches.getFirst().order();
        String text = (past ? Bodies.AS_OF : Bodies.NOW).formatted(inner, order.by());
        return new Candidates(path.describe(), path.isFenced(), new SearchPlan.Statement(text, sql.binds()), order);
    }

    private SearchPlan.Statement page(SearchRequest request, AccessPredicate predicate, Path path, Way way) {
        Sql sql = new Sql();
        // Written out: a plan made for any limit would sort first.
        int limit = request.count() + 1;
        List<Branch> branches = branches(request, predicate, path, way, sql);
        boolean past = branches.getLast().rows() == Rows.PAST;
        List<String> selects = branches.stream()
                .map(branch -> "select %s\n%s\n order by %s\n limit %d"
                        .formatted(columns(branch, past), branch.text(), by(branch, path), limit))
                .toList();
        String by = branches.getFirst().order().by();
        String inner = selects.size() == 1
                ? selects.getFirst()
                : "(" + String.join(")\nunion all\n(", selects) + ")\n order by " + by + "\n limit " + limit;
        return new SearchPlan.Statement((past ? Bodies.AS_OF : Bodies.NOW).formatted(inner, by), sql.binds());
    }

    /**
     * By the further codes' own times, so that code_by_code is walked along: a plan made for any code expects many rows,
     * and would rather look every resource of the type up among the codes.
     */
    private static String by(Branch branch, Path path) {
        String by = branch.order().byExpressions();
        boolean walked = branch.text().startsWith(FURTHER)
                && path.patient().isEmpty()
                && branch.order().isNewestFirst();
        return walked ? by.replace("i.effective", "c.effective").replace("i.key", "c.key") : by;
    }

    private static String columns(Branch branch, boolean past) {
        return "i.type, i.key, i.version, i.updated, i.patient, i.owner"
                + branch.order().select()
                + (past ? ", " + (branch.rows() == Rows.PAST) + " as past" : "");
    }

    /** Bodies for the rows found, and the state of the data they were found in. */
    private static final class Bodies {
        static final String NOW = """
                select p.*, b.id, b.body, b.spans, b.sealed, (select pg_current_snapshot()::text) as snapshot
                  from (%s) p
                  join hub.resource_body b on b.type = p.type and b.key = p.key
                 order by %s""";
        static final String AS_OF = """
                select p.*, coalesce(b.id, h.id) as id, coalesce(b.body, h.body) as body,
                       coalesce(b.spans, h.spans) as spans, coalesce(b.sealed, h.sealed) as sealed
                  from (%s) p
                  left join hub.resource_body b on not p.past and b.type = p.type and b.key = p.key
                  left join hub.resource_history h
                    on p.past and h.type = p.type and h.key = p.key and h.version = p.version
                 order by %s""";

        private Bodies() {}
    }

    private SearchPlan.Statement total(SearchRequest request, AccessPredicate predicate, Path path) {
        Sql sql = new Sql();
        List<String> counts = branches(request, predicate, path, null, sql).stream()
                .map(branch -> "(select count(*)\n" + branch.text() + ")")
                .toList();
        return new SearchPlan.Statement("select " + String.join("\n     + ", counts) + " as total", sql.binds());
    }

    /** One way rows are found: from, where, and the order of what was found. */
    private record Branch(Rows rows, String text, Order order) {}

    /**
     * All ways, each row by one of them: the current rows, and in a state of the past the rows superseded since.
     *
     * @param way to the rows of a page, after the place where it begins; null for all rows wherever a page begins
     */
    private List<Branch> branches(
            SearchRequest request, AccessPredicate predicate, Path path, @Nullable Way way, Sql sql) {
        boolean positioned = way != null;
        Snapshot asOf = request.asOf();
        String snapshot = asOf == null ? "" : asOf.in(request.type().store());
        // Read once, not for every row.
        String then = snapshot.isEmpty() ? "" : "(select " + sql.bind(snapshot) + "::text::pg_snapshot)";
        List<Branch> branches = new ArrayList<>();
        Order order = Order.of(request, Rows.CURRENT, sql);
        List<String> conditions = conditions(request, predicate, path, Rows.CURRENT, sql);
        List<String> placing = new ArrayList<>();
        if (!then.isEmpty()) {
            placing.add(written(then));
        }
        position(request, order, positioned, placing, sql);
        conditions.addAll(placing);
        current(request, predicate, path, way, conditions, placing, sql)
                .forEach(text -> branches.add(new Branch(Rows.CURRENT, text, order)));
        if (!then.isEmpty()) {
            branches.add(past(request, predicate, positioned, then, sql));
        }
        return branches;
    }

    /** Served by past_by_gone: only what changed since the search began. */
    private Branch past(SearchRequest request, AccessPredicate predicate, boolean positioned, String then, Sql sql) {
        Order order = Order.of(request, Rows.PAST, sql);
        List<String> conditions = conditions(request, predicate, Path.OF_FEW, Rows.PAST, sql);
        conditions.add("i.gone >= pg_snapshot_xmin(" + then + ") and not pg_visible_in_snapshot(i.gone, " + then + ")");
        conditions.add("i.gone is distinct from pg_current_xact_id_if_assigned()");
        conditions.add(written(then));
        position(request, order, positioned, conditions, sql);
        String text = "  from " + Rows.PAST.source() + "\n where " + String.join("\n   and ", conditions);
        return new Branch(Rows.PAST, text, order);
    }

    /** By what was committed then, or by the transaction that asks. */
    private static String written(String then) {
        return "(pg_visible_in_snapshot(i.xid, " + then + ") or i.xid = pg_current_xact_id_if_assigned())";
    }

    private static void position(
            SearchRequest request, Order order, boolean positioned, List<String> conditions, Sql sql) {
        PageStart start = request.start();
        if (positioned && start != null) {
            boolean inclusive = start.type() != 0 && request.type().number() > start.type();
            conditions.add(order.after(start, inclusive, sql));
        }
    }

    /** All conditions on {@code i} but the main code, where that drives. */
    private List<String> conditions(SearchRequest request, AccessPredicate predicate, Path path, Rows rows, Sql sql) {
        List<String> conditions = new ArrayList<>();
        conditions.add("i.type = " + request.type().number());
        TermSql terms = new TermSql(request.type(), hasher, patientName, sql, path.isFenced(), rows);
        for (Term term : request.terms()) {
            if (!path.isDrivenBy(term) && !(term instanceof Term.SiftTerm)) {
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
    private List<String> current(
            SearchRequest request,
            AccessPredicate predicate,
            Path path,
            @Nullable Way way,
            List<String> conditions,
            List<String> placing,
            Sql sql) {
        String where = String.join("\n   and ", conditions);
        Optional<Path.Code> code = path.code();
        if (code.isEmpty()) {
            return List.of("  from " + Rows.CURRENT.source() + "\n where " + where);
        }
        String hash = hash(request, code.get(), sql);
        List<String> all = new ArrayList<>(
                switch (way) {
                    case WALK -> List.of(Ways.walk(request.type(), hash, placing, where));
                    case SPARSE -> Ways.sparse(predicate, hash, where, sql);
                    case INDEX -> List.of(main(hash, where));
                    case null -> List.of(main(hash, where));
                });
        all.add(FURTHER + "  join hub.resource_index i on i.type = c.type and i.key = c.key\n"
                + " where c.code = " + hash + " and c.type = "
                + request.type().number()
                + path.patient()
                        .map(patient ->
                                "\n   and c.patient in (select m.patient from hub.person_member m where m.person = "
                                        + AccessSql.personOf(sql.bind(patientName.apply(patient)))
                                        + " union all select "
                                        + sql.bind(patientName.apply(patient)) + ")")
                        .orElse("")
                + "\n   and " + where);
        return all;
    }

    private static String main(String hash, String where) {
        return "  from " + Rows.CURRENT.source() + "\n where i.code = " + hash + "\n   and " + where;
    }

    private String hash(SearchRequest request, Path.Code code, Sql sql) {
        return sql.bind(hasher.exact(
                request.type(),
                code.term().parameter(),
                code.value().system(),
                code.value().code()));
    }

    /** Whether the newest rows with a code are walked along until enough of them may be seen. */
    private static boolean isWalked(SearchRequest request, AccessPredicate predicate, Path path) {
        boolean some = predicate.reach() == Reach.CONSENTED || predicate.reach() == Reach.OWN;
        return some
                && predicate.institution() != 0
                && path.code().isPresent()
                && path.patient().isEmpty()
                && Order.of(request, Rows.CURRENT, new Sql()).isNewestFirst();
    }

    private SearchPlan.Statement probe(SearchRequest request, Path path) {
        Sql sql = new Sql();
        List<String> placing = new ArrayList<>();
        position(request, Order.of(request, Rows.CURRENT, sql), true, placing, sql);
        String hash = hash(request, path.code().orElseThrow(), sql);
        return new SearchPlan.Statement(Ways.probe(request.type(), hash, placing), sql.binds());
    }

    /** Which index drives. */
    private record Path(Optional<UUID> patient, Optional<Code> code, boolean byKey, boolean severalPatients) {
        /** Rows so few that any index would do: conditions are checked one by one. */
        static final Path OF_FEW = new Path(Optional.empty(), Optional.empty(), true, false);

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
                } else if (term instanceof Term.IdTerm || term instanceof Term.RowTerm) {
                    byKey = true;
                } else if (term instanceof Term.ReferenceTerm
                        || term instanceof Term.UriTerm
                        || term instanceof Term.PersonTerm
                        || term instanceof Term.AnyTerm) {
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
