package org.hulian.bench.report;

import org.hulian.bench.measure.Figures;

/** Figures of one scenario on one server. */
public record Row(String scenario, String target, String unit, Figures figures) {}
