package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * Writes resources of an import, many in one transaction, each as an update under its own id: written twice they are
 * what they were written once. What is refused alone does not hold up the others.
 */
public final class Import {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AGAIN = 3;

    private final Writing writing;
    private final Bodies bodies;
    private final Update update;
    private final Executor workers;

    /** Patients of different chunks may be the same people: linking them side by side would be waiting for each other. */
    private final Turns patients = new Turns();

    /** Imports; bodies are read on worker threads. */
    public Import(Writing writing, Bodies bodies, Update update, Executor workers) {
        this.writing = writing;
        this.bodies = bodies;
        this.update = update;
        this.workers = workers;
    }

    /** What became of one line. */
    public sealed interface Result {
        /** It stands in the store now; {@code changed} unless it stood there before. */
        record Stored(boolean changed) implements Result {}

        /** It was not taken. */
        record Refused(Failure failure) implements Result {}
    }

    /** Lines read: those that may be written, by their places, and those refused already. */
    public static final class Prepared {
        private final Result[] results;
        private final SortedMap<Integer, Write> writes = new TreeMap<>();

        private Prepared(int lines) {
            this.results = new Result[lines];
        }

        /** How many lines there were. */
        public int lines() {
            return results.length;
        }

        private boolean hasPatients() {
            return writes.values().stream()
                    .anyMatch(write -> write.key().type().name().equals("Patient"));
        }
    }

    /**
     * Reads lines of NDJSON, which needs no database and may be done while earlier lines are written.
     *
     * @param expected the type all of them must be of, or null
     */
    public Uni<Prepared> prepare(List<byte[]> lines, @Nullable ResourceType expected, RequestContext context) {
        return Uni.createFrom().item(() -> prepared(lines, expected, context)).runSubscriptionOn(workers);
    }

    /** Writes what was prepared; in the order of the lines. */
    public Uni<List<Result>> write(Prepared chunk, RequestContext context) {
        return Uni.createFrom()
                .deferred(() -> chunk.hasPatients()
                        ? patients.inTurn(() -> together(chunk, chunk.writes, context))
                        : together(chunk, chunk.writes, context))
                .runSubscriptionOn(workers)
                .replaceWith(() -> List.of(chunk.results));
    }

    private Prepared prepared(List<byte[]> lines, @Nullable ResourceType expected, RequestContext context) {
        Prepared chunk = new Prepared(lines.size());
        Map<ResourceKey, Integer> places = new HashMap<>();
        Map<ResourceType, Update.Rights> rights = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                Write write = write(lines.get(i), expected, rights, context);
                Integer earlier = places.put(write.key(), i);
                if (earlier != null) {
                    // The later line of one resource is the one that counts.
                    chunk.writes.remove(earlier);
                    chunk.results[earlier] = new Result.Stored(false);
                }
                chunk.writes.put(i, write);
            } catch (FailureException refused) {
                chunk.results[i] = new Result.Refused(refused.failure());
            }
        }
        return chunk;
    }

    private Write write(
            byte[] json,
            @Nullable ResourceType expected,
            Map<ResourceType, Update.Rights> rights,
            RequestContext context) {
        ResourceBody body = bodies.read(json);
        ResourceType type = ResourceTypes.r4()
                .find(body.type())
                .orElseThrow(() -> refused(
                        "not-supported",
                        "FHIR R4 has no resource of this type. Correct resourceType.",
                        "FHIR R4 没有该资源类型，请更正 resourceType。"));
        if (expected != null && !expected.equals(type)) {
            throw refused("invalid", "The resource is not of the type of its file.", "资源类型与文件声明不一致。");
        }
        Writing.refuseAudit(type);
        String id = body.id();
        ResourceKey key = new ResourceKey(type, id == null ? made(json, context) : new ResourceId(id));
        Update.Rights mine = rights.computeIfAbsent(type, each -> update.rights(each, context));
        return update.write(
                key, bodies.checked(body, json, mine.access(), context).body(), null, mine);
    }

    private static FailureException refused(String code, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(code, "resourceType", en, zh))));
    }

    /**
     * An id from sender and content, so that the same line twice is the same resource, and no sender meets another's:
     * RFC 9562 version 8.
     */
    private static ResourceId made(byte[] json, RequestContext context) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Integer.toString(context.caller().institution()).getBytes(StandardCharsets.US_ASCII));
            byte[] hash = digest.digest(json);
            long high = 0;
            long low = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                high = (high << 8) | (hash[i] & 0xff);
                low = (low << 8) | (hash[i + Long.BYTES] & 0xff);
            }
            UUID id = new UUID((high & ~0xf000L) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
            return new ResourceId(id.toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of them in one transaction; where that is refused, each half in its own, down to the one that is at fault. */
    private Uni<Void> together(Prepared chunk, SortedMap<Integer, Write> writes, RequestContext context) {
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Integer> places = List.copyOf(writes.keySet());
        List<Write> all = List.copyOf(writes.values());
        return writing.by(importing(context), () -> Uni.createFrom().item(all), List.of())
                .onFailure(Import::isClash)
                .retry()
                .withBackOff(PAUSE)
                .atMost(AGAIN)
                .invoke(written -> {
                    for (int i = 0; i < places.size(); i++) {
                        chunk.results[places.get(i)] = stored(written.get(i));
                    }
                })
                .replaceWithVoid()
                .onFailure(FailureException.class)
                .recoverWithUni(failure -> {
                    if (places.size() == 1) {
                        Failure refused = failure.failure();
                        chunk.results[places.getFirst()] = new Result.Refused(refused);
                        return Uni.createFrom().voidItem();
                    }
                    int middle = places.get(places.size() / 2);
                    return together(chunk, writes.headMap(middle), context)
                            .chain(() -> together(chunk, writes.tailMap(middle), context));
                });
    }

    /** Another writer was in the way, again and again; nothing is wrong with the resources. */
    private static boolean isClash(Throwable failure) {
        return failure instanceof FailureException refused && refused.failure() instanceof Failure.Conflict;
    }

    private static Result stored(Written written) {
        return new Result.Stored(written.change() != Written.Change.UNCHANGED);
    }

    private static Happening importing(RequestContext context) {
        return new Happening(context, Interaction.OPERATION, List.of(), "$import");
    }
}
