package org.hulian.terminology.operation;

/**
 * How much one request may ask for, and how much is kept between requests.
 *
 * @param codes           codes in one answer of {@code $expand}
 * @param validations     codings in one batch
 * @param resources       resources a request may bring along
 * @param remembered      value sets whose contents are kept
 * @param closures        closure tables, of all callers together
 * @param closureConcepts concepts of one closure table
 */
public record Limits(int codes, int validations, int resources, int remembered, int closures, int closureConcepts) {
    public static final Limits DEFAULT = new Limits(1_000, 500, 50, 256, 500, 2_000);
}
