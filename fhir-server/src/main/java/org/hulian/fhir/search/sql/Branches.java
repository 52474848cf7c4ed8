package org.hulian.fhir.search.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.jspecify.annotations.Nullable;

/** The ways a statement finds its rows, with all conditions and access inside each. */
final class Branches {
    private final TokenHasher hasher;
    private final UnaryOperator<UUID> patientName;
    private final AccessSql access;
    private final FurtherCodes furtherCodes;

    Branches(TokenHasher hasher, UnaryOperator<UUID> patientName) {
        this.hasher = hasher;
        this.patientName = patientName;
        this.access = new AccessSql(hasher, patientName);
        this.furtherCodes = new FurtherCodes(patientName);
    }

    /**
     * All ways, each row by one of them: the current rows, and in a state of the past the rows superseded since.
     *
     * @param way to the rows of a page, after the place where it begins; null for all rows wherever a page begins
     */
    List<Branch> of(SearchRequest request, AccessPredicate predicate, Path path, @Nullable Way way, Sql sql) {
        boolean positioned = way != null;
        Snapshot asOf = request.asOf();
        String snapshot = asOf == null ? "" : asOf.in(request.type().store());
        // Read once, not for every row.
        String then = snapshot.isEmpty() ? "" : "(select " + sql.bind(snapshot) + "::text::pg_snapshot)";
        List<Branch> branches = new ArrayList<>();
        Order order = Order.of(request, Rows.CURRENT, sql);
        List<String> placing = new ArrayList<>();
        if (!then.isEmpty()) {
            placing.add(written(then));
        }
        position(request, order, positioned, placing, sql);
        boolean alone = way instanceof Way.Owned && predicate.reach() == Reach.OWN;
        Way driving = alone ? new Way.Amount() : way;
        List<String> conditions = conditions(request, predicate, path, driving, Rows.CURRENT, sql);
        String where = and(conditions, placing);
        List<String> walked = new ArrayList<>(placing);
        if (way instanceof Way.Walk) {
            walked.addAll(dates(request, sql));
        }
        String hash = hash(request, path, sql);
        driven(request, predicate, path, way, hash, where, walked, sql)
                .forEach(text -> branches.add(new Branch(Rows.CURRENT, text, order)));
        List<String> inside = inside(request, predicate, way, hash, walked);
        if (hash != null) {
            List<String> all = driving instanceof Way.Amount
                    ? conditions(request, predicate, path, null, Rows.CURRENT, sql)
                    : conditions;
            placing.addAll(inside);
            if (way instanceof Way.Owned) {
                placing.add("c.effective >= " + Ways.SINCE);
            }
            branches.add(furtherCodes.branch(request, path, hash, and(all, placing), order, sql));
        }
        if (!then.isEmpty()) {
            branches.add(past(request, predicate, positioned, then, inside, sql));
        }
        return branches;
    }

    /** What else is found besides the first way belongs on the page. */
    private static List<String> inside(
            SearchRequest request,
            AccessPredicate predicate,
            @Nullable Way way,
            @Nullable String hash,
            List<String> walked) {
        return switch (way) {
            case Way.Walk walk -> List.of(Ways.inside(request.type(), hash, walked, walk.rows()));
            case Way.Owned owned -> List.of("i.effective >= " + Ways.SINCE, Ways.little(predicate, owned.shared()));
            case Way.Index index -> List.of();
            case Way.Sparse sparse -> List.of();
            case Way.Amount amount -> List.of();
            case null -> List.of();
        };
    }

    /** Served by past_by_gone: only what changed since the search began. */
    private Branch past(
            SearchRequest request,
            AccessPredicate predicate,
            boolean positioned,
            String then,
            List<String> inside,
            Sql sql) {
        Order order = Order.of(request, Rows.PAST, sql);
        List<String> conditions = conditions(request, predicate, Path.OF_FEW, null, Rows.PAST, sql);
        conditions.add("i.gone >= pg_snapshot_xmin(" + then + ") and not pg_visible_in_snapshot(i.gone, " + then + ")");
        conditions.add("i.gone is distinct from pg_current_xact_id_if_assigned()");
        conditions.add(written(then));
        position(request, order, positioned, conditions, sql);
        String text = "  from " + Rows.PAST.source() + "\n where " + and(conditions, inside);
        return new Branch(Rows.PAST, text, order);
    }

    /** By what was committed then, or by the transaction that asks. */
    private static String written(String then) {
        return "(pg_visible_in_snapshot(i.xid, " + then + ") or i.xid = pg_current_xact_id_if_assigned())";
    }

    /** Where a page begins, and what else bounds a walk. */
    List<String> placing(SearchRequest request, Sql sql) {
        List<String> placing = new ArrayList<>();
        position(request, Order.of(request, Rows.CURRENT, sql), true, placing, sql);
        placing.addAll(dates(request, sql));
        return placing;
    }

    private static void position(
            SearchRequest request, Order order, boolean positioned, List<String> conditions, Sql sql) {
        PageStart start = request.start();
        if (positioned && start != null) {
            boolean inclusive = start.type() != 0 && request.type().number() > start.type();
            conditions.add(order.after(start, inclusive, sql));
        }
    }

    /** Conditions on the main date, by which the indexes are ordered that are walked along. */
    private List<String> dates(SearchRequest request, Sql sql) {
        TermSql terms = new TermSql(request.type(), hasher, patientName, sql, true, Rows.CURRENT);
        return mainDates(request).map(terms::condition).toList();
    }

    private static Stream<Term.DateTerm> mainDates(SearchRequest request) {
        String main = ResourceTypes.r4().roles(request.type()).date();
        return request.terms().stream()
                .filter(term ->
                        term instanceof Term.DateTerm && term.parameter().name().equals(main))
                .map(term -> (Term.DateTerm) term);
    }

    /** All conditions on {@code i} but those that drive. */
    private List<String> conditions(
            SearchRequest request, AccessPredicate predicate, Path path, @Nullable Way way, Rows rows, Sql sql) {
        List<String> conditions = new ArrayList<>();
        conditions.add("i.type = " + request.type().number());
        // A walk ends after some rows, so nothing else may drive what stands beside it.
        boolean fenced = path.isFenced() || way instanceof Way.Walk;
        TermSql terms = new TermSql(request.type(), hasher, patientName, sql, fenced, rows);
        for (Term term : request.terms()) {
            if (!path.isDrivenBy(term, way) && !(term instanceof Term.SiftTerm)) {
                conditions.add(terms.condition(term));
            }
        }
        String allowed = access.condition(request.type(), predicate, "i.person", sql);
        if (!allowed.equals("true")) {
            conditions.add(allowed);
        }
        return conditions;
    }

    /** From and where, by the main code where there is one. */
    private List<String> driven(
            SearchRequest request,
            AccessPredicate predicate,
            Path path,
            @Nullable Way way,
            @Nullable String hash,
            String where,
            List<String> placing,
            Sql sql) {
        return switch (way) {
            case Way.Walk walk -> List.of(Ways.walk(request.type(), hash, placing, walk.rows(), where));
            case Way.Sparse sparse ->
                sparse(request, predicate, path, Objects.requireNonNull(hash), where, placing, sql);
            case Way.Amount amount -> List.of(amounts(request, amounts(request, path, hash, sql), where, sql));
            case Way.Owned owned -> owned(request, predicate, path, hash, where, placing, owned, sql);
            case Way.Index index -> shortAndLasting(request, path, hash, where, sql);
            case null -> shortAndLasting(request, path, hash, where, sql);
        };
    }

    /**
     * The caller's own rows, which their owner alone tells, so that resource_by_owner_code suffices to count them; and what
     * others share.
     */
    private List<String> sparse(
            SearchRequest request,
            AccessPredicate predicate,
            Path path,
            String hash,
            String where,
            List<String> placing,
            Sql sql) {
        String own = all(
                hash, and(conditions(request, predicate.own(), path, new Way.Sparse(), Rows.CURRENT, sql), placing));
        return predicate.reach() == Reach.OWN ? List.of(own) : List.of(own, Ways.granted(predicate, hash, where, sql));
    }

    /** The caller's own amounts, which the index tells apart; and what others share, by person. */
    private List<String> owned(
            SearchRequest request,
            AccessPredicate predicate,
            Path path,
            @Nullable String hash,
            String where,
            List<String> placing,
            Way.Owned way,
            Sql sql) {
        String of = " and q.owner = " + sql.bind(predicate.institution());
        List<String> ranges = new QuantitySql(hasher, sql, Rows.CURRENT, false)
                .ranges(request.type(), path.amount().orElseThrow(), hash, of);
        if (predicate.reach() == Reach.OWN) {
            return List.of(amounts(request, ranges, where, sql));
        }
        List<String> conditions = conditions(request, predicate.own(), path, new Way.Amount(), Rows.CURRENT, sql);
        String own = amounts(request, ranges, and(conditions, placing), sql);
        return List.of(own, "  from shared i\n where " + where + "\n   and " + Ways.little(predicate, way.shared()));
    }

    private static String amounts(SearchRequest request, List<String> ranges, String where, Sql sql) {
        return Ways.amounts(ranges, days(request, sql), where, request.count() + 1);
    }

    /** In two parts where an end after an instant is asked for: else all rows that began before would be looked at. */
    private static List<String> shortAndLasting(
            SearchRequest request, Path path, @Nullable String hash, String where, Sql sql) {
        Optional<Instant> after = mainDates(request)
                .filter(term -> path.isOpen() && term.anyOf().size() == 1)
                .flatMap(term -> DateSql.endsAfter(term.anyOf().getFirst()).stream())
                .findFirst();
        return after.map(instant -> List.of(
                        all(hash, where) + "\n   and " + DateSql.begun(instant, sql),
                        from(DateSql.lasting(request.type(), instant, sql), hash, where)))
                .orElseGet(() -> List.of(all(hash, where)));
    }

    private static String all(@Nullable String hash, String where) {
        return from(Rows.CURRENT.source(), hash, where);
    }

    private static String from(String rows, @Nullable String hash, String where) {
        return "  from " + rows + "\n where " + (hash == null ? "" : "i.code = " + hash + "\n   and ") + where;
    }

    /** The ranges of amounts that may drive. */
    List<String> amounts(SearchRequest request, Path path, @Nullable String hash, Sql sql) {
        return new QuantitySql(hasher, sql, Rows.CURRENT, false)
                .ranges(request.type(), path.amount().orElseThrow(), hash, "");
    }

    /** What the place where the page begins and the main date tell of days. */
    private static List<String> days(SearchRequest request, Sql sql) {
        List<String> days = new ArrayList<>();
        PageStart start = request.start();
        if (start != null) {
            OffsetDateTime from = (OffsetDateTime)
                    Order.of(request, Rows.CURRENT, sql).decode(start).getFirst();
            days.add(DateSql.upTo("q.day", from.toInstant(), sql));
        }
        mainDates(request)
                .filter(term -> term.anyOf().size() == 1)
                .forEach(term -> days.addAll(DateSql.days(term.anyOf().getFirst(), "q.day", sql)));
        return days;
    }

    @Nullable
    String hash(SearchRequest request, Path path, Sql sql) {
        return path.code()
                .map(code -> sql.bind(hasher.exact(
                        request.type(),
                        code.term().parameter(),
                        code.value().system(),
                        code.value().code())))
                .orElse(null);
    }

    private static String and(List<String> conditions, List<String> others) {
        return Stream.concat(conditions.stream(), others.stream()).collect(Collectors.joining("\n   and "));
    }
}
