package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/**
 * Chooses the index that drives a search and writes the statement. Access is a condition of the innermost query, before
 * any limit.
 */
public final class SearchPlanner {
    private final WalkLimits limits;
    private final Branches branches;

    /** A planner for one database; {@code patientName} is what it calls a patient. */
    public SearchPlanner(TokenHasher hasher, UnaryOperator<UUID> patientName, WalkLimits limits) {
        this.limits = limits;
        this.branches = new Branches(hasher, patientName);
    }

    /** The plan of a search for a caller. */
    public SearchPlan plan(SearchRequest request, AccessPredicate predicate) {
        Path path = Path.of(request, predicate);
        SearchPlan.Statement page = null;
        SearchPlan.Further further = null;
        SearchPlan.Owned owned = null;
        if (request.count() > 0) {
            boolean byOwner = path.amount().isPresent() && isOfSome(predicate);
            boolean walked = isWalked(request, predicate, path);
            int rows = byOwner ? limits.own() : limits.rows();
            page = page(request, predicate, path, walked ? new Way.Walk(rows) : new Way.Index());
            further = walked ? found -> further(request, predicate, path, found) : null;
            owned = byOwner && predicate.reach() == Reach.CONSENTED ? owned(request, predicate, path) : null;
        }
        SearchPlan.Statement total = request.total() == Total.NONE ? null : total(request, predicate, path);
        int columns = Order.of(request, Rows.CURRENT, new Sql()).size();
        List<String> order =
                IntStream.rangeClosed(1, columns).mapToObj(i -> "o" + i).toList();
        return new SearchPlan(path.describe(), path.isFenced(), page, total, further, owned, order);
    }

    private SearchPlan.Owned owned(SearchRequest request, AccessPredicate predicate, Path path) {
        return new SearchPlan.Owned(
                () -> page(request, predicate, path, new Way.Owned(limits.amounts())),
                () -> shared(request, predicate, path, limits.amounts()),
                limits.amounts());
    }

    private SearchPlan.Statement shared(SearchRequest request, AccessPredicate predicate, Path path, int most) {
        Sql sql = new Sql();
        String hash = branches.hash(request, path, sql);
        return new SearchPlan.Statement(Ways.probe(request.type(), predicate, hash, most, sql), sql.binds());
    }

    /** The plan of a step: distinct keys of the rows, or of their persons, one more than {@code request.count()}. */
    public SearchPlan step(SearchRequest request, AccessPredicate predicate, boolean persons) {
        Path path = Path.of(request, predicate);
        Sql sql = new Sql();
        String column = persons ? "i.person" : "i.key";
        String found = branches.of(request, predicate, path, null, sql).stream()
                .map(branch -> "select " + column + " as found\n" + branch.text()
                        + (persons ? "\n   and i.person is not null" : ""))
                .collect(Collectors.joining("\nunion all\n"));
        // Each row comes by one branch, so keys are distinct, and the limit ends the search.
        String text = (persons ? "select distinct q.found from (\n%s) q\n limit %d" : "%s\n limit %d")
                .formatted(found, request.count() + 1);
        SearchPlan.Statement statement = new SearchPlan.Statement(text, sql.binds());
        return new SearchPlan(path.describe(), path.isFenced(), statement, null, null, null, List.of());
    }

    /**
     * What a search that needs sifting looks through: all that its indexed conditions leave of what the caller may see.
     *
     * @param most rows; one more is selected, so that too many are noticed
     */
    public Candidates candidates(SearchRequest request, AccessPredicate predicate, int most) {
        Path path = Path.of(request, predicate);
        Sql sql = new Sql();
        List<Branch> found = branches.of(request, predicate, path, null, sql);
        boolean past = found.getLast().rows() == Rows.PAST;
        String inner = found.stream()
                        .map(branch -> "select " + columns(branch, past) + "\n" + branch.text())
                        .collect(Collectors.joining("\nunion all\n"))
                + "\n limit " + (most + 1);
        Order order = found.getFirst().order();
        String text = Bodies.of(inner, past, order.by());
        return new Candidates(path.describe(), path.isFenced(), new SearchPlan.Statement(text, sql.binds()), order);
    }

    /**
     * How many rows of a search were changed first, and when the last of them was: about so many, since those of one
     * instant stay together. Each step ends after them, however many there are in all.
     */
    public SearchPlan.Statement stretch(SearchRequest request, AccessPredicate predicate, int rows) {
        Sql sql = new Sql();
        String first = "\n order by updated\n fetch first " + rows + " rows with ties";
        String found = branches.of(request, predicate, Path.of(request, predicate), null, sql).stream()
                .map(branch -> "(select i.updated\n" + branch.text() + first + ")")
                .collect(Collectors.joining("\nunion all\n"));
        String text = "select max(q.updated) as last, count(*) as rows\n  from (select * from (" + found + ") q" + first
                + ") q";
        return new SearchPlan.Statement(text, sql.binds());
    }

    private SearchPlan.Statement page(SearchRequest request, AccessPredicate predicate, Path path, Way way) {
        Sql sql = new Sql();
        // Written out: a plan made for any limit would sort first.
        int limit = request.count() + 1;
        List<Branch> found = branches.of(request, predicate, path, way, sql);
        boolean past = found.getLast().rows() == Rows.PAST;
        List<String> selects = found.stream()
                .map(branch -> "select %s\n%s\n order by %s\n limit %d"
                        .formatted(columns(branch, past), branch.text(), branch.by(), limit))
                .collect(Collectors.toCollection(ArrayList::new));
        String by = found.getFirst().order().by();
        String with = way instanceof Way.Owned owned ? owned(request, predicate, path, owned, selects, sql) : "";
        String inner = selects.size() == 1
                ? selects.getFirst()
                : "(" + String.join(")\nunion all\n(", selects) + ")\n order by " + by + "\n limit " + limit;
        return new SearchPlan.Statement(Bodies.of(with + inner, past, by), sql.binds());
    }

    /** What comes before the selects of {@link Way.Owned}, the first of which it replaces. */
    private String owned(
            SearchRequest request, AccessPredicate predicate, Path path, Way.Owned way, List<String> selects, Sql sql) {
        String hash = predicate.reach() == Reach.OWN ? null : branches.hash(request, path, sql);
        String with =
                Ways.owned(request.type(), predicate, hash, selects.getFirst(), request.count() + 1, way.shared(), sql);
        selects.set(0, "select * from own i\n where " + Ways.little(predicate, way.shared()));
        return with;
    }

    private static String columns(Branch branch, boolean past) {
        return "i.type, i.key, i.version, i.updated, i.patient, i.owner"
                + branch.order().select()
                + (past ? ", " + (branch.rows() == Rows.PAST) + " as past" : "");
    }

    private SearchPlan.Statement total(SearchRequest request, AccessPredicate predicate, Path path) {
        Sql sql = new Sql();
        // What a page shows is counted in its state of the data, which no index tells.
        boolean indexed = request.asOf() == null
                && path.code().isPresent()
                && path.patients().isEmpty()
                && isOfSome(predicate);
        Way way = indexed ? new Way.Sparse() : null;
        List<String> counts = branches.of(request, predicate, path, way, sql).stream()
                .map(branch -> "(select count(*)\n" + branch.text() + ")")
                .toList();
        return new SearchPlan.Statement("select " + String.join("\n     + ", counts) + " as total", sql.binds());
    }

    /** Whether the newest rows, of a code where there is one, are walked along until enough of them may be seen and match. */
    private static boolean isWalked(SearchRequest request, AccessPredicate predicate, Path path) {
        return path.amount().isPresent()
                || (path.code().isPresent()
                        && path.patients().isEmpty()
                        && isOfSome(predicate)
                        && Order.of(request, Rows.CURRENT, new Sql()).isNewestFirst());
    }

    /** Whether the caller sees an institution's own rows and perhaps others, not all. */
    private static boolean isOfSome(AccessPredicate predicate) {
        return (predicate.reach() == Reach.CONSENTED || predicate.reach() == Reach.OWN) && predicate.institution() != 0;
    }

    private SearchPlan.Attempt further(SearchRequest request, AccessPredicate predicate, Path path, int found) {
        Supplier<SearchPlan.Statement> amounts = () -> page(request, predicate, path, new Way.Amount());
        Supplier<SearchPlan.Statement> own = () -> page(request, predicate, path, new Way.Sparse());
        if (path.amount().isEmpty()) {
            return new SearchPlan.Attempt(probe(request, path, limits.rows()), limits.rows(), null, own);
        }
        if (isOfSome(predicate) && predicate.reach() == Reach.OWN) {
            Way owned = new Way.Owned(limits.amounts());
            return new SearchPlan.Attempt(null, 0, null, () -> page(request, predicate, path, owned));
        }
        // Of a code that many others have with such an amount, and the caller none among the newest.
        boolean doubtful = path.code().isPresent() && isOfSome(predicate) && found == 0;
        return doubtful
                ? new SearchPlan.Attempt(probe(request, path, limits.amounts()), limits.amounts(), amounts, own)
                : new SearchPlan.Attempt(null, 0, null, amounts);
    }

    private SearchPlan.Statement probe(SearchRequest request, Path path, int most) {
        Sql sql = new Sql();
        String hash = branches.hash(request, path, sql);
        String probe = path.amount().isPresent()
                ? Ways.probe(branches.amounts(request, path, hash, sql), most)
                : Ways.probe(request.type(), Objects.requireNonNull(hash), branches.placing(request, sql), most);
        return new SearchPlan.Statement(probe, sql.binds());
    }
}
