package org.hulian.fhir.recognition.order;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.resource.Order;

/** Asks for orders by the rules that were in force when each was made. */
public final class RecogniseInForce {
    private final RulesInForce rules;
    private final Function<RecognitionRules, RecogniseOrders> asking;
    private final Clock clock;
    private final Map<String, RecogniseOrders> byVersion = new ConcurrentHashMap<>();

    /**
     * Over all versions.
     *
     * @param asking makes what asks by one version
     */
    public RecogniseInForce(RulesInForce rules, Function<RecognitionRules, RecogniseOrders> asking, Clock clock) {
        this.rules = rules;
        this.asking = asking;
        this.clock = clock;
    }

    /** The version that decided on lines; they all belong to one request. */
    public String version(List<JudgedLine> lines) {
        return rules.at(
                        lines.isEmpty()
                                ? clock.instant()
                                : lines.getFirst().line().at())
                .version();
    }

    /** Lines in the order of the orders, panels opened into their components. */
    public Uni<List<JudgedLine>> by(List<Order> orders, RequestContext context) {
        Map<String, List<Order>> byRules = new LinkedHashMap<>();
        for (Order order : orders) {
            byRules.computeIfAbsent(of(order).version(), any -> new ArrayList<>())
                    .add(order);
        }
        if (byRules.size() <= 1) {
            RecognitionRules only = orders.isEmpty() ? rules.at(clock.instant()) : of(orders.getFirst());
            return with(only).by(orders, context);
        }
        Uni<List<JudgedLine>> all = Uni.createFrom().item(List.of());
        for (List<Order> same : byRules.values()) {
            all = all.onItem()
                    .transformToUni(before -> with(of(same.getFirst()))
                            .by(same, context)
                            .map(more -> {
                                List<JudgedLine> lines = new ArrayList<>(before);
                                lines.addAll(more);
                                return lines;
                            }));
        }
        return all.map(lines -> lines.stream()
                .sorted(Comparator.comparingInt(line -> orders.indexOf(line.order())))
                .toList());
    }

    private RecogniseOrders with(RecognitionRules version) {
        return byVersion.computeIfAbsent(version.version(), name -> asking.apply(version));
    }

    private RecognitionRules of(Order order) {
        Instant authored = order.authored();
        return rules.at(authored == null ? clock.instant() : authored);
    }
}
