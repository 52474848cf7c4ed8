package org.hulian.fhir.store.postgres;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.security.crypto.Sealer;

/** A {@link WriteSet} with everything about it that needs no transaction. */
record PreparedSet(WriteSet set, List<Draft> drafts, Map<UUID, Sealer> sealers) {
    /** The database of the first of its rows. */
    Store store() {
        return drafts.getFirst().side().store();
    }

    boolean hasCreate() {
        return drafts.stream().anyMatch(draft -> draft.write() instanceof Write.Create);
    }

    /**
     * Whether it may share a transaction with others: it only adds rows to one database, so it waits for no lock of
     * another and nothing of it depends on what another did.
     *
     * @param projected types whose creation changes more than their own rows
     */
    boolean isGroupable(Predicate<ResourceType> projected) {
        Store store = store();
        return drafts.stream()
                .allMatch(draft -> draft.write() instanceof Write.Create
                        && draft.side().store() == store
                        && !draft.isPatient()
                        && !projected.test(draft.type()));
    }
}
