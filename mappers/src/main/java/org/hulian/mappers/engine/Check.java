package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.mappers.definition.Condition;
import org.hulian.mappers.function.Quantities;
import org.hulian.mappers.source.hl7v2.Value;

/** A compiled condition. */
@FunctionalInterface
interface Check {

    boolean holds(Scope scope);

    static Check of(Condition condition) {
        if (condition.tests().isEmpty()) {
            return scope -> true;
        }
        List<Check> checks = new ArrayList<>();
        condition.tests().forEach(test -> checks.add(of(test)));
        return scope -> {
            for (Check check : checks) {
                if (!check.holds(scope)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check of(Condition.Test test) {
        Places places = Places.of(test.path());
        Set<String> values = Set.copyOf(test.values());
        return switch (test.kind()) {
            case PRESENT -> scope -> !places.find(scope).isEmpty();
            case ABSENT -> scope -> places.find(scope).isEmpty();
            case NUMERIC -> scope -> Quantities.isNumeric(text(places.find(scope)));
            case IN -> scope -> values.contains(text(places.find(scope)));
            case NOT_IN -> scope -> !values.contains(text(places.find(scope)));
        };
    }

    private static String text(List<Value> found) {
        return found.isEmpty() ? "" : found.get(0).text();
    }
}
