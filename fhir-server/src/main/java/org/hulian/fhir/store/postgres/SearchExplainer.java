package org.hulian.fhir.store.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.sql.Candidates;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL for its plan without running it. Of the plan only node, relation, index and estimate are told: its
 * conditions would repeat values.
 */
final class SearchExplainer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SearchExplainer() {}

    /**
     * A search's plans.
     *
     * @param siftRows resources one may look through where no index decides
     */
    static Uni<Explained> explain(
            Side side, String step, SearchRequest request, AccessPredicate access, boolean keys, int siftRows) {
        if (request.isSifted()) {
            Candidates candidates = side.planner().candidates(request, access, siftRows);
            SearchPlan plan = new SearchPlan(
                    candidates.path(), candidates.fixed(), candidates.statement(), null, null, null, List.of());
            return add(Uni.createFrom().item(new ArrayList<>()), side, plan.fixed(), "sift", plan.page())
                    .map(statements -> new Explained(
                            step, words(access), plan.path() + "; then looked through one by one", statements));
        }
        SearchPlan plan = keys
                ? side.planner().step(request, access, false)
                : side.planner().plan(request, access);
        Uni<List<Explained.Statement>> all = Uni.createFrom().item(new ArrayList<>());
        all = add(all, side, plan.fixed(), keys ? "step" : "page", plan.page());
        SearchPlan.Owned owned = plan.owned();
        if (owned != null) {
            all = add(all, side, false, "own and shared", owned.page().get());
            all = add(all, side, false, "probe of shared", owned.probe().get());
        }
        SearchPlan.Further further = plan.further();
        if (further != null) {
            SearchPlan.Attempt attempt = further.after(0);
            Supplier<SearchPlan.Statement> few = attempt.few();
            all = add(all, side, false, "probe", attempt.probe());
            all = add(all, side, false, "few", few == null ? null : few.get());
            all = add(all, side, false, "many", attempt.many().get());
        }
        all = add(all, side, plan.fixed(), "total", plan.total());
        return all.map(statements -> new Explained(step, words(access), plan.path(), statements));
    }

    private static Uni<List<Explained.Statement>> add(
            Uni<List<Explained.Statement>> all,
            Side side,
            boolean fixed,
            String use,
            SearchPlan.@Nullable Statement statement) {
        if (statement == null) {
            return all;
        }
        SqlClient client = fixed ? side.direct() : side.planned();
        return all.chain(done -> client.preparedQuery("explain (format json) " + statement.sql())
                .execute(Tuple.from(statement.binds()))
                .map(rows -> {
                    List<String> nodes = new ArrayList<>();
                    String json = String.valueOf(rows.iterator().next().getValue(0));
                    lines(tree(json).path(0).path("Plan"), 0, nodes);
                    done.add(new Explained.Statement(use, statement.sql(), masked(statement.binds()), nodes));
                    return done;
                }));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a plan", e);
        }
    }

    private static void lines(JsonNode node, int depth, List<String> lines) {
        StringBuilder line = new StringBuilder("  ".repeat(depth));
        line.append(node.path("Node Type").asText());
        if (node.has("Index Name")) {
            line.append(" by ").append(node.path("Index Name").asText());
        }
        if (node.has("Relation Name")) {
            line.append(" on ").append(node.path("Relation Name").asText());
        }
        lines.add(line.append(", about ")
                .append(node.path("Plan Rows").asLong())
                .append(" rows")
                .toString());
        node.path("Plans").forEach(below -> lines(below, depth + 1, lines));
    }

    private static List<String> masked(List<Object> binds) {
        return binds.stream().map(SearchExplainer::masked).toList();
    }

    private static String masked(Object bind) {
        return switch (bind) {
            case Object[] array -> array.length + " values: " + (array.length == 0 ? "" : masked(array[0]));
            case UUID key -> "a key";
            case Long hash -> "a hash";
            case String text -> "a text of " + text.length() + " characters";
            default -> bind.toString();
        };
    }

    private static String words(AccessPredicate access) {
        String reach = switch (access.reach()) {
            case ALL -> "all rows";
            case CONSENTED ->
                "rows of institution " + access.institution() + " and rows granted to it for" + " purposes "
                        + Integer.toBinaryString(access.purposes());
            case OWN -> "rows of institution " + access.institution();
            case NONE -> "nothing";
        };
        return reach
                + (access.compartment() == null ? "" : ", within one patient's compartment")
                + (access.categoryTokens().isEmpty() ? "" : ", of categories " + access.categoryTokens());
    }
}
