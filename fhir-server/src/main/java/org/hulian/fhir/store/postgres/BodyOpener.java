package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.crypto.Sealer;
import org.jspecify.annotations.Nullable;

/** Gives rows their names and sealed pieces back. */
final class BodyOpener {
    private final ResidentKeyRing keys;

    BodyOpener(ResidentKeyRing keys) {
        this.keys = keys;
    }

    Uni<List<StoredResource>> resources(Side side, List<BodyRow> rows) {
        return keys.existing(sealedFor(side, rows))
                .map(sealers -> rows.stream()
                        .map(row -> {
                            byte[] body = body(side, row, sealers);
                            if (body == null) {
                                throw new IllegalStateException("a current row without a body");
                            }
                            return new StoredResource(
                                    row.resource(),
                                    new Version(row.version()),
                                    row.updated(),
                                    body,
                                    patient(side, row),
                                    row.owner());
                        })
                        .toList());
    }

    Uni<List<HistoryEntry>> entries(Side side, List<BodyRow> rows) {
        return keys.existing(sealedFor(side, rows))
                .map(sealers -> rows.stream()
                        .map(row -> new HistoryEntry(
                                row.resource(),
                                new Version(row.version()),
                                row.updated(),
                                body(side, row, sealers),
                                patient(side, row)))
                        .toList());
    }

    static @Nullable UUID patient(Side side, BodyRow row) {
        return row.patient() == null ? null : side.reveal().apply(row.patient());
    }

    private static Set<UUID> sealedFor(Side side, List<BodyRow> rows) {
        Set<UUID> patients = new HashSet<>();
        for (BodyRow row : rows) {
            if (row.sealed() != null && row.patient() != null) {
                patients.add(side.reveal().apply(row.patient()));
            }
        }
        return patients;
    }

    private byte @Nullable [] body(Side side, BodyRow row, Map<UUID, Sealer> sealers) {
        byte[] json = row.body();
        if (json == null) {
            return null;
        }
        byte[] pieces = null;
        byte[] sealed = row.sealed();
        if (sealed != null) {
            UUID patient = patient(side, row);
            Sealer sealer = patient == null ? keys.hub() : sealers.get(patient);
            if (sealer == null) {
                throw new IllegalStateException("the key this resource is sealed with was erased");
            }
            pieces = sealer.open(sealed, BodySeal.context(row.type(), row.key(), row.version()));
        }
        return Splices.restore(json, row.spans(), pieces, side.reveal());
    }
}
