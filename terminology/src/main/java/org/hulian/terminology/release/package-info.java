/**
 * Releases of large code systems (LOINC, SNOMED CT, ICD, national tables) turned into one compact file each, which is
 * mapped into memory: only what is asked for is ever read. The same release always gives the same file.
 */
@NullMarked
package org.hulian.terminology.release;

import org.jspecify.annotations.NullMarked;
