package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hulian.security.audit.Checkpoint;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.HashChain;

/** Signs how far the log reached: after so many entries, after so much time, at the start and at the end.
 * Not for two threads at a time. */
public final class Checkpoints {
    /** Entries between two checkpoints at most. */
    static final int EVERY = 1_000;

    /** Time between two checkpoints at most, while there are entries. */
    static final Duration AT_LATEST = Duration.ofSeconds(30);

    private static final String INSERT = """
            insert into hub.checkpoint (log, seq, hash, at, key_id, signature)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private final CheckpointSigner signer;
    private final Clock clock;
    private long signedSeq = -1;
    private Instant signedAt = Instant.EPOCH;

    /** Signs by a key, at times of a clock. */
    public Checkpoints(CheckpointSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    Uni<Void> signIfDue(AuditChain chain) {
        HashChain head = chain.committed();
        if (head == null) {
            return Uni.createFrom().voidItem();
        }
        boolean due = signedSeq < 0
                || head.seq() - signedSeq >= EVERY
                || clock.instant().isAfter(signedAt.plus(AT_LATEST));
        return due ? sign(chain) : Uni.createFrom().voidItem();
    }

    /** Signs now, if there is anything new; a failure waits for the next time. */
    Uni<Void> sign(AuditChain chain) {
        return chain.head().onItem().transformToUni(head -> {
            if (head.seq() == 0 || head.seq() == signedSeq) {
                return Uni.createFrom().voidItem();
            }
            Checkpoint checkpoint = signer.sign(head.log(), head.seq(), head.head(), clock.instant());
            return chain.pool()
                    .preparedQuery(INSERT)
                    .execute(Tuple.from(List.of(
                            checkpoint.log(),
                            checkpoint.seq(),
                            Buffer.buffer(checkpoint.hash()),
                            checkpoint.at().atOffset(ZoneOffset.UTC),
                            checkpoint.keyId(),
                            Buffer.buffer(checkpoint.signature()))))
                    .invoke(() -> {
                        signedSeq = checkpoint.seq();
                        signedAt = checkpoint.at();
                    })
                    .replaceWithVoid();
        });
    }
}
