package org.hulian.fhir.recognition.withdrawal;

import java.time.Instant;
import java.util.UUID;

/**
 * A result that somebody relied on.
 *
 * @param task        id of the decision's Task
 * @param order       id of the ServiceRequest
 * @param institution number of the institution that relied on it
 * @param clinician   who decided, by name
 * @param item        of the catalogue
 * @param result      {@code Observation/id} or {@code DiagnosticReport/id}
 * @param laboratory  code of the institution whose mark counted
 * @param effective   of the result
 * @param standing    {@code relied}, {@code doubt} or {@code withdrawn}
 */
public record Reliance(
        UUID task,
        String order,
        int institution,
        String clinician,
        String item,
        String result,
        String laboratory,
        Instant effective,
        Instant since,
        String standing) {}
