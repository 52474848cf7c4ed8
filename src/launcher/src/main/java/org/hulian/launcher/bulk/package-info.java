/**
 * Bulk FHIR data into a running hub and out of it: NDJSON and Bundles in folders, over {@code $import} and {@code $export}.
 * Both go on where an earlier run stopped.
 */
@NullMarked
package org.hulian.launcher.bulk;

import org.jspecify.annotations.NullMarked;
