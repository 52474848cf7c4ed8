package org.hulian.fhir.subscription;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.AfterWrite;
import org.hulian.fhir.interaction.Notify;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.WriteRule;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes into events and sends them. A round looks at the subscriptions, shakes hands with new ones, numbers what
 * changed for those who may see it, and delivers what is owed; whatever interrupts it is repeated by the next one.
 *
 * @see <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">Subscriptions R5 Backport</a>
 */
public final class Subscriptions implements WriteRule, AfterWrite {
    private static final Logger LOG = Logger.getLogger(Subscriptions.class);

    private static final Duration SWEEP = Duration.ofHours(1);

    private final SearchParser parser;
    private final SubscriptionReader reader;
    private final Notify notify;
    private final SubscriptionTable table;
    private final List<ChangeFeed> feeds;
    private final Subscribers subscribers;
    private final Delivery delivery;
    private final SubscriptionLimits limits;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long lastSweep = System.nanoTime();
    private volatile @Nullable Set<ResourceType> watching;
    private volatile boolean wanted;
    private volatile Runnable wake = () -> {};

    /** What it is made of. */
    public record Parts(
            Topics topics,
            SearchParser parser,
            AllowedEndpoints endpoints,
            Notify questions,
            Pool registry,
            Pool clinical,
            Institutions institutions,
            Delivery delivery,
            SubscriptionLimits limits) {}

    /** Subscriptions over both databases. */
    public Subscriptions(Parts parts) {
        this.parser = parts.parser();
        this.reader = new SubscriptionReader(parts.topics(), parts.parser(), parts.endpoints());
        this.notify = parts.questions();
        this.table = new SubscriptionTable(parts.registry());
        this.feeds = List.of(new ChangeFeed(parts.registry()), new ChangeFeed(parts.clinical()));
        this.subscribers = new Subscribers(parts.institutions());
        this.delivery = parts.delivery();
        this.limits = parts.limits();
    }

    /** A subscription at work. */
    record Active(Subscribed subscribed, StoredResource resource, RequestContext subscriber) {}

    /** Whom to call when there may be something to do. */
    public void onChange(Runnable task) {
        wake = task;
    }

    @Override
    public void check(Write write, RequestContext context) {
        if (!write.key().type().name().equals("Subscription")) {
            return;
        }
        ResourceBody body = write.body();
        // The hub writes the status of subscriptions itself.
        if (body == null || Access.isHub(context.caller())) {
            return;
        }
        Subscribed subscribed = reader.read(write.key(), body.bytes());
        if (!subscribed.status().equals("requested") && !subscribed.status().equals("off")) {
            throw SubscriptionReader.invalid(
                    "Subscription.status",
                    "The status must be requested, or off; the hub makes it active.",
                    "状态须为 requested 或 off，由平台激活。");
        }
        if (subscribed.status().equals("requested") && delivery.isOver(subscribed)) {
            throw SubscriptionReader.invalid(
                    "Subscription.end", "The end is over. Name a later one, or none.", "end 已过，请改为将来的时刻或删除。");
        }
        notify.permitted(subscribed.topic().type(), context);
    }

    @Override
    public void changed(List<Written> written) {
        Set<ResourceType> noted = watching;
        for (Written each : written) {
            ResourceType type = each.key().type();
            if (type.name().equals("Subscription") || noted == null || noted.contains(type)) {
                wake.run();
                return;
            }
        }
    }

    /** One round; a second one begins only when the first is over. */
    public Uni<Void> round() {
        if (!busy.compareAndSet(false, true)) {
            wanted = true;
            return Uni.createFrom().voidItem();
        }
        wanted = false;
        return notify.subscriptions()
                .chain(this::work)
                .chain(this::swept)
                .onTermination()
                .invoke(() -> {
                    busy.set(false);
                    if (wanted) {
                        wake.run();
                    }
                });
    }

    private Uni<Void> swept() {
        long now = System.nanoTime();
        if (now - lastSweep < SWEEP.toNanos()) {
            return Uni.createFrom().voidItem();
        }
        lastSweep = now;
        return table.sweep(limits.life());
    }

    private Uni<Void> work(List<StoredResource> resources) {
        List<Active> active = new ArrayList<>();
        List<Active> requested = new ArrayList<>();
        for (StoredResource resource : resources) {
            Active found = active(resource);
            if (found != null) {
                (found.subscribed().status().equals("active") ? active : requested).add(found);
            }
        }
        List<Active> current = active.stream()
                .filter(each -> !delivery.isOver(each.subscribed()))
                .toList();
        return watched(active, requested)
                .chain(() -> each(feeds, feed -> drained(feed, current)))
                .invoke(() -> {
                    requested.forEach(delivery::start);
                    active.forEach(delivery::start);
                });
    }

    /** What writers note follows the subscriptions there are; asked again only when that changes. */
    private Uni<Void> watched(List<Active> active, List<Active> requested) {
        Set<ResourceType> types = new HashSet<>();
        active.forEach(each -> types.add(each.subscribed().topic().type()));
        requested.forEach(each -> types.add(each.subscribed().topic().type()));
        if (types.equals(watching)) {
            return Uni.createFrom().voidItem();
        }
        return each(feeds, feed -> feed.watch(List.copyOf(types))).invoke(() -> watching = Set.copyOf(types));
    }

    private @Nullable Active active(StoredResource resource) {
        try {
            Subscribed subscribed = reader.read(resource.key(), resource.body());
            return subscribers
                    .of(resource.key(), resource.owner())
                    .map(subscriber -> new Active(subscribed, resource, subscriber))
                    .orElse(null);
        } catch (FailureException unreadable) {
            LOG.infof("%s is no subscription the hub can keep", resource.key());
            return null;
        }
    }

    private Uni<Void> drained(ChangeFeed feed, List<Active> active) {
        return feed.read(changes -> each(active, subscription -> matched(subscription, changes)))
                .chain(more -> more ? drained(feed, active) : Uni.createFrom().voidItem());
    }

    /** Numbers those changes that the subscriber may see and that fulfil topic and filters. */
    private Uni<Void> matched(Active active, List<ResourceKey> changes) {
        SubscriptionTopic topic = active.subscribed().topic();
        List<String> ids = changes.stream()
                .filter(change -> change.type().equals(topic.type()))
                .map(ResourceKey::id)
                .map(ResourceId::value)
                .toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, List<String>> query = new HashMap<>(topic.criteria());
        active.subscribed()
                .filters()
                .forEach((name, values) -> query.merge(name, values, (one, other) -> {
                    List<String> both = new ArrayList<>(one);
                    both.addAll(other);
                    return both;
                }));
        query.put("_id", List.of(String.join(",", ids)));
        query.put("_count", List.of(Integer.toString(ids.size())));
        SearchRequest search = parser.parse(topic.type(), query, false);
        return notify.matching(search, active.subscriber()).chain(found -> {
            Map<String, StoredResource> byId = new LinkedHashMap<>();
            found.forEach(resource -> byId.put(resource.key().id().value(), resource));
            List<StoredResource> inOrder =
                    ids.stream().filter(byId::containsKey).map(byId::get).toList();
            return inOrder.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : table.record(ResourceKeys.of(active.subscribed().key()), inOrder);
        });
    }

    /** One after the other. */
    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> work.apply(one))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
