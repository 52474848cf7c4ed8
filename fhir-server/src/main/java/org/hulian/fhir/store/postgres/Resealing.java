package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.crypto.ResidentKeys;
import org.hulian.security.crypto.Sealer;

/**
 * Brings everything a retired master key sealed under the one in force, in small batches while the hub works. Nothing
 * is remembered in between: what is still to do says so itself.
 */
public final class Resealing {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Sides sides;
    private final ResidentKeys residents;
    private final Sealer master;
    private final KeyFile keys;

    /** For both databases. */
    public Resealing(Sides sides, ResidentKeys residents, Sealer master, KeyFile keys) {
        this.sides = sides;
        this.residents = residents;
        this.master = master;
        this.keys = keys;
    }

    /**
     * How many pieces were sealed anew; none where no key was retired.
     *
     * @param others tables of other packages
     */
    public Uni<Long> run(List<SealedTable> others) {
        if (keys.retired().isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        Buffer[] retired = keys.retired().stream()
                .map(key -> Buffer.buffer(
                        ByteBuffer.allocate(Integer.BYTES).putInt(key.id()).array()))
                .toArray(Buffer[]::new);
        return SealedTable.all(
                Stream.concat(Stream.of(residentKeys()), Stream.concat(bodies(), others.stream())), retired);
    }

    private SealedTable residentKeys() {
        return new SealedTable(
                sides.registry().searching(),
                "resident_key",
                List.of("patient"),
                List.of(BEFORE_ALL),
                "wrapped",
                (row, wrapped) -> residents.rewrap(row.getUUID("patient"), wrapped));
    }

    /** Of resources that belong to no resident; the others are sealed under their resident's key. */
    private Stream<SealedTable> bodies() {
        return Stream.of(sides.registry(), sides.clinical())
                .map(Side::searching)
                .flatMap(pool -> Stream.of(versions(pool, "resource_body"), versions(pool, "resource_history")));
    }

    private SealedTable versions(Pool pool, String table) {
        return new SealedTable(
                pool,
                table,
                List.of("type", "key", "version"),
                List.of(Short.MIN_VALUE, BEFORE_ALL, 0),
                "sealed",
                (row, pieces) -> again(pieces, context(row)));
    }

    private static byte[] context(Row row) {
        return BodySeal.context(row.getShort("type"), row.getUUID("key"), row.getInteger("version"));
    }

    private byte[] again(byte[] sealed, byte[] context) {
        return master.seal(master.open(sealed, context), context);
    }
}
