package org.hulian.terminology.suggest;

import java.util.List;

/**
 * One ranked proposal.
 *
 * @param rank     from 1
 * @param score    estimated probability that this is the term, 0 to 1
 * @param evidence what speaks for and against it, each a short sentence
 */
public record Proposal(int rank, String loinc, double score, Decision decision, List<String> evidence) {}
