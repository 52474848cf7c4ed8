package org.hulian.fhir.recognition;

import java.time.Instant;
import org.hulian.terminology.unit.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A result that may stand in.
 *
 * @param reference          {@code Observation/id} or {@code DiagnosticReport/id}
 * @param code               LOINC or local catalogue code of what was measured
 * @param status             FHIR status of the result
 * @param effective          clinically relevant time of the test
 * @param laboratory         code of the institution that made it
 * @param amount             the measured value with its UCUM unit, null where it is not a quantity
 * @param specimen           code of the specimen, null where not stated
 * @param method             code of the method, null where not stated
 * @param specimenAcceptable false when the laboratory said the specimen was not fit
 * @param person             how certain it is that this is the same resident
 * @param permitted          whether consent allows this use
 * @param openable           for imaging: whether the images or data can be opened
 * @param content            equal for two copies of one result, so that they count once
 */
public record EarlierResult(
        String reference,
        String code,
        String status,
        Instant effective,
        String laboratory,
        @Nullable Amount amount,
        @Nullable String specimen,
        @Nullable String method,
        boolean specimenAcceptable,
        Person person,
        boolean permitted,
        boolean openable,
        String content) {
    /** How a source record belongs to the resident. */
    public enum Person {
        LINKED,
        SIMILAR,
        OTHER
    }
}
