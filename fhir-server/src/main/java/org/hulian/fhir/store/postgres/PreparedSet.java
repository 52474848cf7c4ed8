package org.hulian.fhir.store.postgres;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.security.crypto.Sealer;

/** A {@link WriteSet} with everything about it that needs no transaction. */
record PreparedSet(WriteSet set, List<Draft> drafts, Map<UUID, Sealer> sealers) {
    /** Larger transactions gain nothing from company. */
    private static final int LARGE = 128;

    /** The database of the first of its rows. */
    Store store() {
        return drafts.getFirst().side().store();
    }

    int size() {
        return drafts.size();
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

    /**
     * Whether it may share a transaction with other sets of several resources: it says what shall be, whatever there is,
     * so hardly anything can refuse it.
     */
    boolean isSharable() {
        return drafts.size() > 1
                && drafts.size() <= LARGE
                && drafts.stream().allMatch(draft -> switch (draft.write()) {
                    case Write.Create create -> true;
                    case Write.Update update -> update.upsert() && update.ifMatch() == null;
                    case Write.Delete delete -> false;
                });
    }

    /** What it writes; two sets that write the same resource follow one another. */
    List<ResourceKey> keys() {
        return drafts.stream().map(draft -> draft.write().key()).toList();
    }
}
