package org.hulian.fhir.bundle;

import java.util.List;

/** A Bundle as sent; {@code type} is batch or transaction. */
public record SentBundle(String type, List<SentEntry> entries) {
    public SentBundle {
        entries = List.copyOf(entries);
    }
}
