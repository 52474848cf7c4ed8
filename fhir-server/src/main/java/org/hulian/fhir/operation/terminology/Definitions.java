package org.hulian.fhir.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.interaction.StoredDefinitions;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Written;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.Shelf;
import org.jboss.logging.Logger;

/**
 * The definitions stored in the hub, as a library. A write by this node counts at once; those of other nodes are seen
 * within seconds, their deletions with the next full look.
 */
public final class Definitions {
    private static final Logger LOG = Logger.getLogger(Definitions.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes of other nodes may become visible later than their time says. */
    private static final Duration LATE = Duration.ofSeconds(60);

    private final Shelf shelf = new Shelf();
    private final Map<ResourceKey, Integer> versions = new HashMap<>();
    private Instant seen = Instant.EPOCH;

    /** What is stored now; nothing before the first {@link #load}. */
    public Library library() {
        return shelf;
    }

    /** Reads everything and forgets what is not there any more. */
    public Uni<Void> load(StoredDefinitions stored) {
        Instant now = Instant.now();
        return stored.changedSince(null)
                .invoke(all -> {
                    Set<ResourceKey> present = new HashSet<>();
                    all.forEach(resource -> present.add(resource.key()));
                    all.forEach(this::take);
                    forgetOthers(present);
                    seen(now);
                })
                .replaceWithVoid();
    }

    /** Reads what other nodes changed. */
    public Uni<Void> refresh(StoredDefinitions stored) {
        Instant now = Instant.now();
        return stored.changedSince(since().minus(LATE))
                .invoke(changed -> {
                    changed.forEach(this::take);
                    seen(now);
                })
                .replaceWithVoid();
    }

    /** A write of this node that is durable. */
    public void written(Written written) {
        if (!StoredDefinitions.concerns(written.key().type())) {
            return;
        }
        byte[] body = written.body();
        if (body == null) {
            forget(written.key());
        } else {
            put(written.key(), written.version().number(), body);
        }
    }

    private void take(StoredResource resource) {
        put(resource.key(), resource.version().number(), resource.body());
    }

    private synchronized void put(ResourceKey key, int version, byte[] body) {
        if (versions.getOrDefault(key, 0) >= version) {
            return;
        }
        try {
            JsonNode resource = JSON.readTree(body);
            shelf.put(key.toString(), resource);
            versions.put(key, version);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("%s is stored and cannot be used: %s", key, e);
        }
    }

    private synchronized void forget(ResourceKey key) {
        versions.remove(key);
        shelf.remove(key.toString());
    }

    private synchronized void forgetOthers(Set<ResourceKey> present) {
        List<ResourceKey> gone = new ArrayList<>(versions.keySet());
        gone.removeAll(present);
        gone.forEach(this::forget);
    }

    private synchronized Instant since() {
        return seen;
    }

    private synchronized void seen(Instant now) {
        seen = now;
    }
}
