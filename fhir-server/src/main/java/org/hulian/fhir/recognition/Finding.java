package org.hulian.fhir.recognition;

/** One condition with its answer and the words for it. */
public record Finding(Condition condition, boolean met, Words text) {}
