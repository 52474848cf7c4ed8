package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.store.Written;

/** Told of what was written on this node, once it is durable. It must return at once and cannot fail the write. */
public interface AfterWrite {
    /** What was changed, in one transaction. */
    void changed(List<Written> written);
}
