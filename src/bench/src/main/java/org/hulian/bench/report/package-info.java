/** Figures as a table for people and as JSON for scripts. Units are in the names. */
@NullMarked
package org.hulian.bench.report;

import org.jspecify.annotations.NullMarked;
