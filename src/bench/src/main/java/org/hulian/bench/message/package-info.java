/** The same HL7 v2 messages mapped in this process and sent through a hub's feed. Both count messages. */
@NullMarked
package org.hulian.bench.message;

import org.jspecify.annotations.NullMarked;
