/**
 * Feed messages to FHIR R4: a pure function from bytes, sender settings and definitions to a transaction Bundle with its trace.
 * Start at {@link org.hulian.mappers.MessageMapper}.
 */
@NullMarked
package org.hulian.mappers;

import org.jspecify.annotations.NullMarked;
