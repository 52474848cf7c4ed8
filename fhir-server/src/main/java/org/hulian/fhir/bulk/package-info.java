/**
 * Bulk Data: resources out and in as NDJSON, asynchronously, bound to who asked and within what they may see or write.
 * Jobs are rows in the registry database; a restart loses none of them.
 */
@NullMarked
package org.hulian.fhir.bulk;

import org.jspecify.annotations.NullMarked;
