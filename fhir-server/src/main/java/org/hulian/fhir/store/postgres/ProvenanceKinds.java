package org.hulian.fhir.store.postgres;

import java.util.List;
import org.hulian.fhir.resource.Store;

/**
 * A Provenance tells of the records it was written with, so it is shared as they are: with a consent that opens any of
 * their kinds, and only to those who may see the most sensitive of them.
 */
final class ProvenanceKinds {
    private ProvenanceKinds() {}

    /** The drafts, with kinds and sensitivity of the others given to each Provenance among them. */
    static List<Draft> given(List<Draft> drafts) {
        long category = 0;
        int sensitivity = 0;
        for (Draft draft : drafts) {
            if (isTold(draft) && draft.values() != null) {
                category |= draft.values().category();
                sensitivity |= draft.values().sensitivity();
            }
        }
        if (category == 0) {
            return drafts;
        }
        long kinds = category;
        int labels = sensitivity;
        return drafts.stream()
                .map(draft -> isProvenance(draft) ? draft.sharedAs(kinds, labels) : draft)
                .toList();
    }

    /** The person's own record is behind every consent and says nothing of kinds; an original holds all of them. */
    private static boolean isTold(Draft draft) {
        return draft.type().store() == Store.CLINICAL
                && !isProvenance(draft)
                && !draft.type().name().equals("Binary");
    }

    private static boolean isProvenance(Draft draft) {
        return draft.type().name().equals("Provenance");
    }
}
