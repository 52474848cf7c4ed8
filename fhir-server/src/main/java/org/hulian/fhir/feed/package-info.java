/**
 * Messages from hospital systems: durable before their acknowledgement, mapped, and written through {@code interaction}.
 * MLLP and HTTP are two doors to the same queue.
 */
@NullMarked
package org.hulian.fhir.feed;

import org.jspecify.annotations.NullMarked;
