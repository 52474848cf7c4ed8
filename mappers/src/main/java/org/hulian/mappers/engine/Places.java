package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.definition.SourcePath;
import org.hulian.mappers.source.hl7v2.Repetition;
import org.hulian.mappers.source.hl7v2.Segment;
import org.hulian.mappers.source.hl7v2.Value;

/** A compiled source path: finds the populated places it stands for. */
@FunctionalInterface
interface Places {

    List<Value> find(Scope scope);

    static Places of(SourcePath path) {
        String name = path.segment();
        if (name == null) {
            return scope -> {
                Value value = scope.value();
                Value at = value == null ? null : part(value, path);
                return at == null || at.isEmpty() ? List.of() : List.of(at);
            };
        }
        return scope -> {
            Segment segment = scope.segment(name);
            return segment == null ? List.of() : inField(segment, path);
        };
    }

    private static List<Value> inField(Segment segment, SourcePath path) {
        List<Repetition> repetitions = segment.repetitions(path.field());
        if (repetitions.isEmpty()) {
            return List.of();
        }
        List<Value> found = new ArrayList<>(repetitions.size());
        SourcePath.Selector selector = path.selector();
        for (Repetition repetition : repetitions) {
            Value whole = repetition.value();
            if (selector != null
                    && !whole.component(selector.component()).text().equals(selector.value())) {
                continue;
            }
            Value at = part(whole, path);
            if (!at.isEmpty()) {
                found.add(at);
            }
        }
        return found;
    }

    private static Value part(Value value, SourcePath path) {
        Value at = path.component() == 0 ? value : value.component(path.component());
        return path.subcomponent() == 0 ? at : at.component(path.subcomponent());
    }
}
