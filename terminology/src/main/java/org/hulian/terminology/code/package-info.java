/**
 * A coding and what can be said of one without a terminology server: its system's URI and its check digit.
 * Nothing here knows a file or a map.
 */
@NullMarked
package org.hulian.terminology.code;

import org.jspecify.annotations.NullMarked;
