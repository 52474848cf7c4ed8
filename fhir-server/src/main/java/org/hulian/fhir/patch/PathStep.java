package org.hulian.fhir.patch;

import java.util.List;

/** One step of a path that names elements of a resource. */
sealed interface PathStep {
    /** {@code .name}. */
    record Member(String name) implements PathStep {}

    /** {@code [0]}, {@code first()}; -1 for {@code last()}. */
    record Index(int index) implements PathStep {}

    /** {@code where(a.b = 'x' and c = 'y')}. */
    record Where(List<Condition> conditions) implements PathStep {}

    /** {@code ofType(Quantity)}, {@code as(Quantity)}. */
    record OfType(String type) implements PathStep {}

    /** A comparison of a path below the element with a literal. */
    record Condition(List<String> path, String literal) {}
}
