/**
 * Terminology that comes with the hub: HL7's own code systems and value sets, the hub's catalogue, and the systems that
 * are a grammar or a list the platform knows. Read at the first question that needs it.
 */
@NullMarked
package org.hulian.terminology.pack;

import org.jspecify.annotations.NullMarked;
