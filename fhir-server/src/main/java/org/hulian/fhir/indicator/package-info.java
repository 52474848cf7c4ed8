/**
 * Figures of mutual recognition: what became of each line of an order, counted as it changes, and read as MeasureReports.
 * Orders and Tasks are the record; everything here can be made from them again. See ADR 0056.
 */
@NullMarked
package org.hulian.fhir.indicator;

import org.jspecify.annotations.NullMarked;
