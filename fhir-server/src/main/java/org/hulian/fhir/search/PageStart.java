package org.hulian.fhir.search;

/**
 * The sort position after which a page begins. It leaves the server only encrypted and bound to its caller.
 *
 * @param position sort values and key of the last match, in the plan's own compact form
 */
public record PageStart(String position) {}
