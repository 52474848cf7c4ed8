package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.store.StoreTransaction;

/** Which source records of different institutions are one resident. */
public interface PersonIndex {
    /**
     * Links patient records inside the transaction that writes them: records with a certain identifier in common become
     * one person, records that no longer have one part again, and rows and grants of the records that moved follow in
     * both databases. The index reads from the body what identifies and what contradicts: hashed tokens alone cannot
     * tell a shared health card with two national ids (refused) from a renewed one.
     *
     * @param records all that the transaction writes; the outcome is that of linking them one after another in this
     *                order, and of one record that stands twice the later counts
     * @return for each of them the key of the person: that of the earliest linked Patient
     */
    Uni<Map<UUID, UUID>> link(StoreTransaction transaction, List<SourceRecord> records);
}
