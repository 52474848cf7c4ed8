package org.hulian.fhir.resource;

/**
 * What a body may cost before it is refused.
 *
 * @param bytes  size of the whole body
 * @param depth  nesting of objects and arrays
 * @param digits length of one number
 * @param text   characters of one string; base64 attachments are the long ones
 */
public record BodyLimits(int bytes, int depth, int digits, int text) {
    /** 16 MiB, 64 levels, 64 digits, 16 Mi characters. */
    public static final BodyLimits DEFAULT = new BodyLimits(16 << 20, 64, 64, 16 << 20);
}
