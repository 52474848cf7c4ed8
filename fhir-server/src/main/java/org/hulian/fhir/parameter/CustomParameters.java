package org.hulian.fhir.parameter;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hulian.fhir.search.CustomParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.store.postgres.Reindexing;
import org.jboss.logging.Logger;

/**
 * Keeps this node's parameters those that are defined, and indexes what is older than a definition. A definition is
 * first made known, so that every write is indexed by it, and only when no write older than that can be under way
 * the rest is indexed.
 */
public final class CustomParameters {
    /** How often a node looks for definitions. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(CustomParameters.class);

    private final Pool registry;
    private final SearchParameters parameters;
    private final Reindexing reindexing;
    private final double settled;
    private final AtomicBoolean loading = new AtomicBoolean();
    private final AtomicBoolean indexing = new AtomicBoolean();

    /**
     * Of one node.
     *
     * @param settled time after which every node knows a definition and every write begun before has ended
     */
    public CustomParameters(Pool registry, SearchParameters parameters, Reindexing reindexing, Duration settled) {
        this.registry = registry;
        this.parameters = parameters;
        this.reindexing = reindexing;
        this.settled = settled.toMillis() / 1000.0;
    }

    /**
     * Looks for definitions, and goes on indexing unless this node is at it already. Definitions are looked for all the
     * while: a node that does not know one would write rows that nobody indexes by it.
     */
    public Uni<Void> refresh() {
        return load().chain(found -> indexing.compareAndSet(false, true)
                ? index(found).chain(reindexing::goOn).onTermination().invoke(() -> indexing.set(false))
                : Uni.createFrom().voidItem());
    }

    private Uni<List<CustomParameter>> load() {
        if (!loading.compareAndSet(false, true)) {
            return Uni.createFrom().item(parameters.custom());
        }
        return ParameterRows.active(registry)
                .chain(reindexing::progress)
                .invoke(found -> {
                    // Only what differs: plans made for the parameters there are stay as they are.
                    if (!known(found).equals(known(parameters.custom()))) {
                        parameters.define(found);
                    }
                })
                .onTermination()
                .invoke(() -> loading.set(false));
    }

    private static List<String> known(List<CustomParameter> all) {
        return all.stream()
                .map(each -> each.type() + " " + each.parameter() + " " + each.version() + " " + each.percent())
                .toList();
    }

    private Uni<Void> index(List<CustomParameter> found) {
        Optional<CustomParameter> next = found.stream()
                .filter(each -> !each.isReady() && each.age() >= settled)
                .findFirst();
        if (next.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        CustomParameter parameter = next.get();
        LOG.infof("indexing %s by %s, defined here", parameter.type(), parameter.parameter());
        return reindexing
                .run(parameter)
                .chain(this::load)
                .invoke(done ->
                        LOG.infof("%s: %s", parameter.type() + "?" + parameter.parameter(), state(done, parameter)))
                .replaceWithVoid();
    }

    private static String state(List<CustomParameter> all, CustomParameter parameter) {
        return all.stream()
                .filter(each -> each.parameter().equals(parameter.parameter())
                        && each.type().equals(parameter.type()))
                .findFirst()
                .map(each -> each.isReady() ? "ready" : each.percent() + " %")
                .orElse("retired");
    }
}
