package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Writes resources of an import, many in one transaction, each as an update under its own id: written twice they are
 * what they were written once. What is refused alone does not hold up the others.
 */
public final class Import {
    private final Writing writing;
    private final Access access;
    private final Bodies bodies;
    private final Update update;
    private final Executor workers;

    /** Imports; bodies are read on worker threads. */
    public Import(Writing writing, Access access, Bodies bodies, Update update, Executor workers) {
        this.writing = writing;
        this.access = access;
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

    /**
     * Writes lines of NDJSON.
     *
     * @param expected the type all of them must be of, or null
     * @return in the order of the lines
     */
    public Uni<List<Result>> lines(List<byte[]> lines, @Nullable ResourceType expected, RequestContext context) {
        return Uni.createFrom()
                .item(() -> prepared(lines, expected, context))
                .runSubscriptionOn(workers)
                .chain(chunk -> together(chunk, context)
                        .onFailure(FailureException.class)
                        .recoverWithUni(refused -> oneByOne(chunk, context)));
    }

    /** Lines read: those that may be written, and those refused already. */
    private record Chunk(Result[] results, Map<Integer, Write> writes) {}

    private Chunk prepared(List<byte[]> lines, @Nullable ResourceType expected, RequestContext context) {
        Result[] results = new Result[lines.size()];
        Map<ResourceKey, Integer> places = new LinkedHashMap<>();
        Map<Integer, Write> writes = new LinkedHashMap<>();
        for (int i = 0; i < results.length; i++) {
            try {
                Write write = write(lines.get(i), expected, context);
                Integer earlier = places.put(write.key(), i);
                if (earlier != null) {
                    // The later line of one resource is the one that counts.
                    writes.remove(earlier);
                    results[earlier] = new Result.Stored(false);
                }
                writes.put(i, write);
            } catch (FailureException refused) {
                results[i] = new Result.Refused(refused.failure());
            }
        }
        return new Chunk(results, writes);
    }

    private Write write(byte[] json, @Nullable ResourceType expected, RequestContext context) {
        ResourceBody body = bodies.read(json);
        ResourceType type = ResourceTypes.r4()
                .find(body.type())
                .filter(known -> expected == null || known.equals(expected))
                .orElseThrow(() -> new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                        "invalid", "resourceType", "The resource is not of the type of its file.", "资源类型与文件声明不一致。")))));
        Writing.refuseAudit(type);
        String id = body.id();
        ResourceKey key = new ResourceKey(type, id == null ? made(json) : new ResourceId(id));
        AccessPredicate writable = access.writing(context, type, Permission.UPDATE);
        CheckedBody checked = bodies.checked(type, id == null ? null : key.id(), json, writable, context);
        return update.write(key, checked.body(), null, context);
    }

    /** An id from the content, so that the same line twice is the same resource: RFC 9562 version 8. */
    private static ResourceId made(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
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

    private Uni<List<Result>> together(Chunk chunk, RequestContext context) {
        if (chunk.writes().isEmpty()) {
            return Uni.createFrom().item(List.of(chunk.results()));
        }
        List<Integer> places = List.copyOf(chunk.writes().keySet());
        List<Write> writes = List.copyOf(chunk.writes().values());
        return writing.by(importing(context), () -> Uni.createFrom().item(writes), List.of())
                .map(written -> {
                    for (int i = 0; i < places.size(); i++) {
                        chunk.results()[places.get(i)] = stored(written.get(i));
                    }
                    return List.of(chunk.results());
                });
    }

    private Uni<List<Result>> oneByOne(Chunk chunk, RequestContext context) {
        return Multi.createFrom()
                .iterable(new ArrayList<>(chunk.writes().entrySet()))
                .onItem()
                .transformToUniAndConcatenate(entry -> writing.by(
                                importing(context), () -> Uni.createFrom().item(List.of(entry.getValue())), List.of())
                        .map(written -> stored(written.getFirst()))
                        .onFailure(FailureException.class)
                        .recoverWithItem(refused -> new Result.Refused(refused.failure()))
                        .invoke(result -> chunk.results()[entry.getKey()] = result))
                .collect()
                .last()
                .replaceWith(() -> List.of(chunk.results()));
    }

    private static Result stored(Written written) {
        return new Result.Stored(written.change() != Written.Change.UNCHANGED);
    }

    private static Happening importing(RequestContext context) {
        return new Happening(context, Interaction.OPERATION, List.of(), "$import");
    }
}
