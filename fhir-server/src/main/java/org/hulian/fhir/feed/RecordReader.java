package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.StandingRecords.Standing;
import org.hulian.fhir.resource.ResourceKey;

/** The way to what is stored already under the keys a message writes. */
@FunctionalInterface
public interface RecordReader {
    /** Those that stand, or stood before they were deleted. */
    Uni<List<Standing>> read(Collection<ResourceKey> keys, RequestContext context);
}
