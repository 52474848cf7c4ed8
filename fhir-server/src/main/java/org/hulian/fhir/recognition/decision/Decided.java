package org.hulian.fhir.recognition.decision;

import java.util.List;
import org.hulian.fhir.store.Written;

/**
 * What a decision wrote.
 *
 * @param order  the order after it
 * @param lines  the lines it was about
 * @param others Tasks, Provenance and notice, in the order they were written
 */
public record Decided(Written order, List<Line> lines, List<Written> others) {}
