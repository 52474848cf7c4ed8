package org.hulian.fhir.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.subscription.Subscribed.Content;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber may ask of a subscription: how it stands, what happened, and a token to open a socket with.
 *
 * @see <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/components.html">operations of the backport</a>
 */
public final class SubscriptionDesk {
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);
    private static final int TOKENS = 10_000;
    private static final int MOST = 50;

    private final Read read;
    private final SubscriptionReader reader;
    private final Delivery delivery;
    private final InstantSource clock;
    private final String base;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, ResourceKey> tokens = Caffeine.newBuilder()
            .maximumSize(TOKENS)
            .expireAfterWrite(TOKEN_LIFE)
            .build();

    /** A desk for those who can read the Subscription. */
    public SubscriptionDesk(
            Read read,
            Topics topics,
            SearchParser parser,
            AllowedEndpoints endpoints,
            Delivery delivery,
            InstantSource clock,
            String base) {
        this.read = read;
        this.reader = new SubscriptionReader(topics, parser, endpoints);
        this.delivery = delivery;
        this.clock = clock;
        this.base = base;
    }

    /** A ticket for one socket. */
    public record Ticket(String token, Instant until, ResourceKey subscription) {}

    /** A Bundle with the status. */
    public Uni<byte[]> status(ResourceKey key, RequestContext context) {
        return read.by(key, context)
                .map(resource -> reader.read(key, resource.body()))
                .chain(subscribed -> delivery.state(ResourceKeys.of(key))
                        .map(state -> new Notification(
                                "query-status", subscribed.status(), subscribed, state.last(), List.of(), Map.of())))
                .map(notification -> searchset(notification.statusJson(base)));
    }

    /** A Bundle with events by number, with what the caller may see of them now. */
    public Uni<byte[]> events(ResourceKey key, long from, long to, @Nullable String content, RequestContext context) {
        return read.by(key, context)
                .map(resource -> told(reader.read(key, resource.body()), content))
                .chain(subscribed -> delivery.state(ResourceKeys.of(key))
                        .chain(state -> delivery.events(ResourceKeys.of(key), from, to, MOST)
                                .chain(events -> delivery.notification(
                                        "query-event", subscribed.status(), subscribed, state, events, context))))
                .map(delivery::bytes);
    }

    /** In the fullness that is asked for, else the Subscription's own. */
    private static Subscribed told(Subscribed subscribed, @Nullable String content) {
        return content == null
                ? subscribed
                : subscribed.with(Content.of(content)
                        .orElseThrow(() -> new FailureException(new Failure.NotSupported(
                                "This content", List.of("empty", "id-only", "full-resource"), 400))));
    }

    /** A ticket that opens one socket on this node. */
    public Uni<Ticket> ticket(ResourceKey key, RequestContext context) {
        return read.by(key, context).map(resource -> {
            Subscribed subscribed = reader.read(key, resource.body());
            if (!(subscribed.channel() instanceof Channel.WebSocket)) {
                throw SubscriptionReader.invalid(
                        "Subscription.channel.type",
                        "This Subscription has no websocket channel.",
                        "该订阅的通道不是 websocket。");
            }
            byte[] secret = new byte[24];
            random.nextBytes(secret);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            tokens.put(token, key);
            return new Ticket(token, clock.instant().plus(TOKEN_LIFE), key);
        });
    }

    /** Binds a socket by a ticket, which then is used up; what to call when the socket closes. */
    public Optional<Runnable> bind(String token, Consumer<byte[]> socket) {
        ResourceKey key = tokens.asMap().remove(token);
        if (key == null) {
            return Optional.empty();
        }
        UUID subscription = ResourceKeys.of(key);
        delivery.open(subscription, socket);
        return Optional.of(() -> delivery.close(subscription, socket));
    }

    private static byte[] searchset(byte[] status) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(status.length + 128);
        out.writeBytes("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":1,\"entry\":[{\"resource\":"
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(status);
        out.writeBytes(",\"search\":{\"mode\":\"match\"}}]}".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
