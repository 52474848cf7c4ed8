package org.hulian.fhir.patch;

/**
 * What a patch may cost.
 *
 * @param operations of one patch
 * @param nodes      JSON values of the patched resource
 */
public record PatchLimits(int operations, int nodes) {}
