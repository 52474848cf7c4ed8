package org.hulian.fhir.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hulian.fhir.interaction.Notify;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.subscription.Subscribed.Content;
import org.hulian.fhir.subscription.SubscriptionTable.Event;
import org.hulian.fhir.subscription.SubscriptionTable.State;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications. An event counts as delivered when the subscriber said so; before its resource is sent, the
 * subscriber's access to it is asked again, and the audit entry is durable.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Notify notify;
    private final SearchParser parser;
    private final SubscriptionTable table;
    private final Outlet outlet;
    private final SubscriptionLimits limits;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final String base;
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> answered = new ConcurrentHashMap<>();

    /** Delivers to allowed endpoints and open sockets. */
    public Delivery(
            Notify notify,
            SearchParser parser,
            Pool registry,
            AllowedEndpoints endpoints,
            SubscriptionLimits limits,
            InstantSource clock,
            Supplier<UUID> ids,
            String base) {
        this.notify = notify;
        this.parser = parser;
        this.table = new SubscriptionTable(registry);
        this.outlet = new Outlet(endpoints, limits.timeout());
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.base = base;
    }

    /** Does what a subscription needs now, without anybody waiting for it; never twice at the same time on this node. */
    void start(Subscriptions.Active active) {
        UUID key = ResourceKeys.of(active.subscribed().key());
        int version = active.resource().version().number();
        // A round may still hold the Subscription as it was before its handshake.
        if (version < answered.getOrDefault(key, 0) || !atWork.add(key)) {
            return;
        }
        Uni<Void> work = isOver(active.subscribed())
                ? status(active, "off", null).invoke(() -> answered.put(key, version + 1))
                : active.subscribed().status().equals("active")
                        ? owed(active)
                        : shakeHands(active).invoke(() -> answered.put(key, version + 1));
        work.onTermination()
                .invoke(() -> atWork.remove(key))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("delivery for %s is repeated: %s", key, failure));
    }

    /** Whether its end has come, when the hub turns it off. */
    boolean isOver(Subscribed subscribed) {
        return subscribed.isOver(clock.instant());
    }

    /** Makes a requested subscription active, if its endpoint answers. */
    private Uni<Void> shakeHands(Subscriptions.Active active) {
        Subscribed subscribed = active.subscribed();
        UUID key = ResourceKeys.of(subscribed.key());
        Notification handshake = new Notification("handshake", "requested", subscribed, 0, List.of(), Map.of());
        return table.begin(key)
                .chain(() -> outlet.send(key, subscribed.channel(), bytes(handshake)))
                .chain(() -> status(active, "active", null))
                .onFailure()
                .recoverWithUni(failure -> status(active, "error", word(failure)));
    }

    /** Sends what is owed, or a sign of life. */
    private Uni<Void> owed(Subscriptions.Active active) {
        Subscribed subscribed = active.subscribed();
        UUID key = ResourceKeys.of(subscribed.key());
        if (!outlet.isOpen(key, subscribed.channel())) {
            return Uni.createFrom().voidItem();
        }
        Duration patience = limits.timeout().plusSeconds(5);
        return table.claim(key, patience, subscribed.heartbeat())
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : send(active, key, claimed.get())
                                .chain(() -> owed(active))
                                .onFailure()
                                .recoverWithUni(failure -> failed(active, key, claimed.get(), word(failure))));
    }

    private Uni<Void> send(Subscriptions.Active active, UUID key, State state) {
        Subscribed subscribed = active.subscribed();
        if (state.last() == state.delivered()) {
            Notification heartbeat =
                    new Notification("heartbeat", "active", subscribed, state.last(), List.of(), Map.of());
            return outlet.send(key, subscribed.channel(), bytes(heartbeat))
                    .chain(() -> table.delivered(key, state.delivered()));
        }
        return table.events(key, state.delivered() + 1, state.last(), subscribed.most())
                .chain(events -> {
                    if (events.isEmpty()) {
                        // Older than events are kept.
                        return table.delivered(key, state.last());
                    }
                    long through = events.getLast().number();
                    return notification("event-notification", "active", subscribed, state, events, active.subscriber())
                            .chain(notification -> outlet.send(key, subscribed.channel(), bytes(notification)))
                            .chain(() -> table.delivered(key, through));
                });
    }

    /** With the resources of the events that the reader may see now. */
    Uni<Notification> notification(
            String type, String status, Subscribed subscribed, State state, List<Event> events, RequestContext reader) {
        String what = "%s %s events %s"
                .formatted(
                        subscribed.key(),
                        type,
                        events.stream().map(Event::number).toList());
        List<SearchRequest> searches = subscribed.content() == Content.EMPTY ? List.of() : searches(events);
        return notify.told(what, searches, reader).map(found -> {
            Map<ResourceKey, byte[]> resources = new LinkedHashMap<>();
            for (StoredResource resource : found) {
                resources.put(resource.key(), resource.body());
            }
            return new Notification(type, status, subscribed, state.last(), events, resources);
        });
    }

    private List<SearchRequest> searches(List<Event> events) {
        Map<ResourceType, List<String>> byType = new LinkedHashMap<>();
        for (Event event : events) {
            byType.computeIfAbsent(event.key().type(), type -> new ArrayList<>())
                    .add(event.key().id().value());
        }
        List<SearchRequest> searches = new ArrayList<>();
        byType.forEach((type, named) -> searches.add(parser.parse(
                type,
                Map.of("_id", List.of(String.join(",", named)), "_count", List.of(Integer.toString(named.size()))),
                false)));
        return searches;
    }

    private Uni<Void> failed(Subscriptions.Active active, UUID key, State state, String problem) {
        return table.failed(key, limits.pauseAfter(state.attempts()), problem)
                .chain(() -> state.attempts() + 1 < limits.attempts()
                        ? Uni.createFrom().voidItem()
                        : status(active, "error", problem));
    }

    private Uni<Void> status(Subscriptions.Active active, String status, @Nullable String error) {
        return notify.change(
                active.subscribed().key(), StatusChange.of(active.resource().body(), status, error));
    }

    /** How far a subscription is. */
    Uni<State> state(UUID subscription) {
        return table.state(subscription).map(found -> found.orElseGet(() -> new State(0, 0, 0, clock.instant(), null)));
    }

    Uni<List<Event>> events(UUID subscription, long from, long to, int most) {
        return table.events(subscription, from, to, most);
    }

    void open(UUID subscription, Consumer<byte[]> socket) {
        outlet.open(subscription, socket);
    }

    void close(UUID subscription, Consumer<byte[]> socket) {
        outlet.close(subscription, socket);
    }

    byte[] bytes(Notification notification) {
        return notification.json(base, ids.get(), clock.instant());
    }

    /** Without addresses or content: it stands in the Subscription. */
    private static String word(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "timed-out";
        }
        String message = failure.getMessage();
        return message != null && message.matches("status-\\d{3}|not-allowed")
                ? message
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        outlet.close();
    }
}
