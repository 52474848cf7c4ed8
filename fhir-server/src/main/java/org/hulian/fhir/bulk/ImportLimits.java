package org.hulian.fhir.bulk;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What imports may cost, and where staged files are.
 *
 * @param staging folder of files to import, or null where only posted ones are taken
 * @param chunk   lines written in one transaction
 * @param jobs    of one caller at a time
 * @param errors  kept of one file
 * @param life    how long a finished import can be looked at
 */
public record ImportLimits(@Nullable Path staging, int chunk, int jobs, int errors, Duration life) {}
