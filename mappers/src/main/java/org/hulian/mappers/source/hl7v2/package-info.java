/**
 * HL7 v2 messages (2.1 to 2.8) as they arrive: bytes to charset, delimiters, segments and values, and the acknowledgement back.
 * Splitting happens before escapes are decoded, so nothing a field says can become structure.
 */
@NullMarked
package org.hulian.mappers.source.hl7v2;

import org.jspecify.annotations.NullMarked;
