package org.hulian.terminology.suggest;

/** Something that speaks against a term so strongly that a person has to answer it. */
public record Contradiction(String en, String zh) {}
