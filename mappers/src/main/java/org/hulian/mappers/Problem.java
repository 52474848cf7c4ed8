package org.hulian.mappers;

/**
 * Something that went wrong, or not quite right, with a place and what to do. Holds codes and positions; field content only where the
 * code itself is the matter.
 *
 * @param code     stable word, upper snake case: CODE_MAPPING, CHARSET_MISMATCH, ...
 * @param location where in the message, as in traces: `OBX[2]-3`
 */
public record Problem(Severity severity, String code, String location, String en, String zh) {}
