package org.hulian.fhir.recognition.resource;

import java.util.List;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.terminology.compare.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A result that may stand in, with its range and interpretation.
 *
 * @param finding null where the value is no quantity
 * @param shown   the value in words, as it was sent; empty where there is none
 * @param opens   references of the studies, media and documents that hold its images or data
 */
public record Candidate(EarlierResult result, @Nullable Finding finding, String shown, List<String> opens) {}
