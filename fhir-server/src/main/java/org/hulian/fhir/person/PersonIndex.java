package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hulian.fhir.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** Which source records of different institutions are one resident. */
public interface PersonIndex {
    /**
     * Links a patient record inside the transaction that writes it: records with a certain identifier in common become
     * one person, records that no longer have one part again, and rows and grants of the records that moved follow in
     * both databases. The index reads from the body what identifies and what contradicts: hashed tokens alone cannot
     * tell a shared health card with two national ids (refused) from a renewed one.
     *
     * @param patient key of the Patient
     * @param body    its JSON as it will be stored, or null when it is deleted
     * @return key of the person: the key of the earliest linked Patient
     */
    Uni<UUID> link(StoreTransaction transaction, UUID patient, byte @Nullable [] body);
}
