package org.hulian.mappers.engine;

import java.util.List;
import java.util.Map;
import org.hulian.mappers.definition.FhirElements.Element;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;

/** Writes a choice element (`value[x]`) in the type another field names, as OBX-2 does for OBX-5. */
record ChoiceInstruction(Places by, List<Places> from, Map<String, List<Option>> options, Check check)
        implements Instruction {

    /** One type the element may have, when it may, and how it is written. */
    record Option(Element element, Check check, Writer writer) {}

    @Override
    public boolean run(Scope scope, Target target) {
        if (!check.holds(scope)) {
            return false;
        }
        List<Value> named = by.find(scope);
        String name = named.isEmpty() ? "" : named.get(0).text();
        List<Option> chosen = options.getOrDefault(name, options.getOrDefault("other", List.of()));
        for (Places places : from) {
            List<Value> found = places.find(scope);
            if (!found.isEmpty() && write(scope, target, found.get(0), chosen)) {
                named.forEach(Value::markMapped);
                return true;
            }
        }
        return false;
    }

    private static boolean write(Scope scope, Target target, Value value, List<Option> chosen) {
        Scope inside = scope.with(value);
        for (Option option : chosen) {
            if (!option.check().holds(inside)) {
                continue;
            }
            JsonValue json = option.writer().write(scope, value, target.next(option.element()));
            if (json != null) {
                target.put(option.element(), json);
                return true;
            }
        }
        return false;
    }
}
