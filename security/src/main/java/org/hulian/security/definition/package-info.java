/**
 * Reads the YAML definitions of this module and names file and line of every fault.
 * Unknown and repeated keys are faults: a misspelt rule must not pass silently.
 */
@NullMarked
package org.hulian.security.definition;

import org.jspecify.annotations.NullMarked;
