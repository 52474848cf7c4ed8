package org.hulian.fhir.store.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.crypto.ResidentKeys;
import org.hulian.security.crypto.Sealer;

/**
 * The keys residents' narrative, attachments and messages are sealed with: wrapped in the registry database, made at
 * first use. A key made for a write that then fails is harmless and serves the next one.
 */
public final class ResidentKeyRing {
    private static final int CACHED = 100_000;

    private static final String KNOWN = "select patient, wrapped from hub.resident_key where patient = any ($1)";

    /** Of two writers one inserts; both then read the same key. */
    private static final String CREATE = """
            insert into hub.resident_key (patient, wrapped) select * from unnest($1::uuid[], $2::bytea[])
                on conflict do nothing
            """;

    private final Pool registry;
    private final ResidentKeys keys;
    private final Sealer hub;
    private final Cache<UUID, Sealer> cache;

    /**
     * A key ring.
     *
     * @param registry not the pool transactions come from: they wait for keys
     * @param hub      seals what belongs to no resident
     */
    public ResidentKeyRing(Pool registry, ResidentKeys keys, Sealer hub) {
        this.registry = registry;
        this.keys = keys;
        this.hub = hub;
        this.cache = Caffeine.newBuilder().maximumSize(CACHED).build();
    }

    /** For what belongs to no resident. */
    public Sealer hub() {
        return hub;
    }

    /** The sealers of these patients, by their keys; one whose key was erased is absent. */
    public Uni<Map<UUID, Sealer>> existing(Collection<UUID> patients) {
        Map<UUID, Sealer> found = new HashMap<>();
        Set<UUID> missing = new HashSet<>();
        for (UUID patient : patients) {
            Sealer sealer = cache.getIfPresent(patient);
            if (sealer == null) {
                missing.add(patient);
            } else {
                found.put(patient, sealer);
            }
        }
        return missing.isEmpty() ? Uni.createFrom().item(found) : load(missing, found);
    }

    /** The sealers of these patients, made where there is none yet, on a connection of its own. */
    public Uni<Map<UUID, Sealer>> forWriting(Collection<UUID> patients) {
        return existing(patients).chain(found -> {
            UUID[] missing = patients.stream()
                    .distinct()
                    .filter(p -> !found.containsKey(p))
                    .sorted()
                    .toArray(UUID[]::new);
            if (missing.length == 0) {
                return Uni.createFrom().item(found);
            }
            Buffer[] wrapped = new Buffer[missing.length];
            for (int i = 0; i < missing.length; i++) {
                wrapped[i] = Buffer.buffer(keys.create(missing[i]));
            }
            return registry.preparedQuery(CREATE)
                    .execute(Tuple.of(missing, wrapped))
                    .chain(() -> load(Set.of(missing), found));
        });
    }

    private Uni<Map<UUID, Sealer>> load(Set<UUID> missing, Map<UUID, Sealer> found) {
        return registry.preparedQuery(KNOWN)
                .execute(Tuple.of(missing.toArray(UUID[]::new)))
                .map(rows -> {
                    for (Row row : rows) {
                        UUID patient = row.getUUID(0);
                        Sealer sealer = keys.unwrap(patient, row.getBuffer(1).getBytes());
                        cache.put(patient, sealer);
                        found.put(patient, sealer);
                    }
                    return found;
                });
    }
}
