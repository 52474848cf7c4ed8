package org.hulian.fhir.feed.codes;

import java.util.List;
import org.hulian.terminology.suggest.Contradiction;

/**
 * A target that may be meant.
 *
 * @param score         estimated probability, 0 to 1; 0 where nothing estimates it
 * @param sure          above the calibrated threshold, with nothing against it
 * @param evidence      what speaks for it, each a short sentence
 * @param contradictions what speaks against it so strongly that a person has to answer it
 */
public record Ranked(
        String code,
        String words,
        double score,
        boolean sure,
        List<String> evidence,
        List<Contradiction> contradictions) {}
