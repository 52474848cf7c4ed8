package org.hulian.terminology.suggest;

import java.util.List;

/**
 * A LOINC term by its axes.
 *
 * @param method  empty when the term states none
 * @param checked whether the term was compared with a second source; others are proposed for review only
 * @param names   further names of the component, in English or Chinese
 */
record LoincTerm(
        String code,
        String component,
        String property,
        String timing,
        String system,
        String scale,
        String method,
        boolean checked,
        List<String> names) {}
