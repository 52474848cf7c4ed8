package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;

/** Looks at a few messages that carry a code. */
@FunctionalInterface
interface SampleReader {
    Uni<CodeSamples> of(LocalCode code);
}
