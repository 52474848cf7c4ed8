package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.HashChain;
import org.jspecify.annotations.Nullable;

/** Entries that become durable together: one statement, one round trip, one flush to disk. */
final class AuditGroup {
    private static final String INSERT = """
            with added as (
              insert into hub.entry (log, seq, id, recorded, interaction, outcome, subject, institution, prev, hash, body)
              select $1, *
                from unnest($2::bigint[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[],
                            $9::bytea[], $10::bytea[], $11::bytea[])
            )
            insert into hub.entry_patient (patient, recorded, log, seq)
            select p.patient, p.recorded, $1, p.seq
              from unnest($12::uuid[], $13::timestamptz[], $14::bigint[]) as p (patient, recorded, seq)
            """;

    private final int log;
    private final List<Long> seq = new ArrayList<>();
    private final List<UUID> id = new ArrayList<>();
    private final List<OffsetDateTime> recorded = new ArrayList<>();
    private final List<String> interaction = new ArrayList<>();
    private final List<String> outcome = new ArrayList<>();
    private final List<@Nullable String> subject = new ArrayList<>();
    private final List<@Nullable String> institution = new ArrayList<>();
    private final List<Buffer> prev = new ArrayList<>();
    private final List<Buffer> hash = new ArrayList<>();
    private final List<Buffer> body = new ArrayList<>();
    private final List<UUID> patient = new ArrayList<>();
    private final List<OffsetDateTime> patientRecorded = new ArrayList<>();
    private final List<Long> patientSeq = new ArrayList<>();

    private AuditGroup(int log) {
        this.log = log;
    }

    /** Chains the entries in their order; the chain moves on. */
    static AuditGroup of(List<AuditEntry> entries, HashChain chain) {
        AuditGroup group = new AuditGroup(chain.log());
        for (AuditEntry entry : entries) {
            byte[] canonical = AuditEntryCodec.encode(entry);
            group.add(entry, canonical, chain.append(canonical));
        }
        return group;
    }

    /** Completes when the group is committed. */
    Uni<Void> insert(Pool pool) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        log,
                        seq.toArray(Long[]::new),
                        id.toArray(UUID[]::new),
                        recorded.toArray(OffsetDateTime[]::new),
                        interaction.toArray(String[]::new),
                        outcome.toArray(String[]::new),
                        subject.toArray(String[]::new),
                        institution.toArray(String[]::new),
                        prev.toArray(Buffer[]::new),
                        hash.toArray(Buffer[]::new),
                        body.toArray(Buffer[]::new),
                        patient.toArray(UUID[]::new),
                        patientRecorded.toArray(OffsetDateTime[]::new),
                        patientSeq.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    private void add(AuditEntry entry, byte[] canonical, HashChain.Link link) {
        OffsetDateTime at = entry.recorded().atOffset(ZoneOffset.UTC);
        seq.add(link.seq());
        id.add(entry.id());
        recorded.add(at);
        interaction.add(entry.interaction().name());
        outcome.add(entry.outcome().name());
        subject.add(entry.agent().subject());
        institution.add(entry.agent().institution());
        prev.add(Buffer.buffer(link.prev()));
        hash.add(Buffer.buffer(link.hash()));
        body.add(Buffer.buffer(canonical));
        for (UUID touched : entry.patients().stream().distinct().toList()) {
            patient.add(touched);
            patientRecorded.add(at);
            patientSeq.add(link.seq());
        }
    }
}
