package org.hulian.mappers;

/**
 * Where one element of the bundle came from.
 *
 * @param path   `Bundle.entry[2].resource.valueQuantity.value`
 * @param source `OBX[1]-5`, with component `PID[1]-5.1`; the segment alone when it is the reason for a fixed value
 * @param row    the definition rows that led to it, outermost first: `segments/OBX#code > datatypes/CWE-CodeableConcept#text`
 */
public record TraceEntry(String path, String source, String row) {}
