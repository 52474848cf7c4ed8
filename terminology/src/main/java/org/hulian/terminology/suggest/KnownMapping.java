package org.hulian.terminology.suggest;

import org.jspecify.annotations.Nullable;

/**
 * A mapping reviewed by people.
 *
 * @param loinc null when the reviewers found that no LOINC term fits
 */
public record KnownMapping(LocalTest test, @Nullable String loinc) {}
