package org.hulian.fhir.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of a person, whichever of their linked records it names.
 *
 * @param patient   one of the person's records
 * @param encounter only this encounter and what refers to it, or null
 * @param types     of interest
 * @param since     only what changed at this instant or after, or null
 * @param care      only care in this stretch of time, and what has no time; or null
 * @param count     rows of a page, at most
 * @param start     where the page begins
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">$everything</a>
 */
public record EverythingRequest(
        UUID patient,
        @Nullable ResourceKey encounter,
        List<ResourceType> types,
        @Nullable Instant since,
        @Nullable TimeSpan care,
        int count,
        EverythingStart start) {
    public EverythingRequest {
        types = List.copyOf(types);
    }

    /** A page, and where the next one begins; null on the last. */
    public record Page(
            List<StoredResource> resources, @Nullable EverythingStart next) {}
}
