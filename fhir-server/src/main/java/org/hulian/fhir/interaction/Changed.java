package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.store.Written;

/**
 * What became of a change.
 *
 * @param written one; none after a conditional deletion that met nothing; several after one that met several
 */
public record Changed(Change change, List<Written> written) {
    public Changed {
        written = List.copyOf(written);
    }
}
