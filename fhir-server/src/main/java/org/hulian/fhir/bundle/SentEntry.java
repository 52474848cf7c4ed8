package org.hulian.fhir.bundle;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a batch or transaction, as sent.
 *
 * @param index    from 0, for messages
 * @param fullUrl  the address other entries refer to it by, or null
 * @param method   HTTP verb
 * @param url      relative to the base
 * @param resource its JSON, or null
 * @see <a href="https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.request">Bundle.entry.request</a>
 */
public record SentEntry(
        int index,
        @Nullable String fullUrl,
        String method,
        String url,
        @Nullable String ifMatch,
        @Nullable String ifNoneExist,
        @Nullable String ifNoneMatch,
        byte @Nullable [] resource) {
    /** FHIRPath of the entry. */
    public String path() {
        return "Bundle.entry[" + index + "]";
    }
}
