package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.StoreTransaction;

/** Which source records of different institutions are one resident. */
public interface PersonIndex {
    /**
     * Links a patient record inside the transaction that writes it: records with a certain identifier in common become
     * one person, and rows and grants of the records that moved follow in both databases.
     *
     * @param patient key of the Patient
     * @param certain hashed tokens (system|value) of its national ids and health-card numbers
     * @return key of the person: the key of the earliest linked Patient
     */
    Uni<UUID> link(StoreTransaction transaction, UUID patient, List<Long> certain);
}
