package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import org.hulian.fhir.interaction.RequestContext;

/** The way into {@code interaction}: a transaction Bundle in UTF-8 JSON, all or nothing. */
@FunctionalInterface
public interface BundleWriter {
    /** Durable with its audit entries when the Uni completes; refusals arrive as {@code FailureException}. */
    Uni<Void> write(byte[] bundle, RequestContext context);
}
