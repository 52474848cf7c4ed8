package org.hulian.fhir.store.postgres;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.security.crypto.Sealer;

/** A {@link WriteSet} with everything about it that needs no transaction. */
record PreparedSet(WriteSet set, List<Draft> drafts, Map<UUID, Sealer> sealers) {
    boolean hasCreate() {
        return drafts.stream().anyMatch(draft -> draft.write() instanceof Write.Create);
    }

    /**
     * Whether it may share a transaction with others: it only adds rows to one database, so it waits for no lock of
     * another and nothing of it depends on what another did.
     *
     * @param projected types that change more than their own rows
     */
    boolean isGroupable(Predicate<ResourceType> projected) {
        Side side = drafts.getFirst().side();
        return drafts.stream()
                .allMatch(draft -> draft.write() instanceof Write.Create
                        && draft.side().store() == side.store()
                        && !draft.isPatient()
                        && !projected.test(draft.type()));
    }
}
