package org.hulian.mappers.engine;

import java.util.List;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Writes the first populated place of a row: every repetition to a list, the first to a single element. */
record PlaceInstruction(
        ElementPath path,
        List<Places> from,
        Writer writer,
        Check check,
        @Nullable JsonValue otherwise,
        String id) implements Instruction {

    @Override
    public boolean run(Scope scope, Target target) {
        if (!check.holds(scope)) {
            return false;
        }
        boolean written = from.isEmpty() ? inPlace(scope, target) : first(scope, target);
        JsonValue fallback = otherwise;
        if (!written && fallback != null) {
            Target parent = path.parent(target, true);
            if (!parent.isWritten(path.last())) {
                scope.run().traced(fallback, parent.next(path.last()), scope.reason(), id);
                parent.put(path.last(), fallback.copy());
            }
        }
        return written;
    }

    /** A block without a source of its own, run once where it stands. */
    private boolean inPlace(Scope scope, Target target) {
        Value at = scope.value();
        return write(scope, target, at == null ? scope.segment().anchor() : at);
    }

    private boolean first(Scope scope, Target target) {
        for (Places places : from) {
            List<Value> found = places.find(scope);
            boolean written = false;
            for (int i = 0; i < found.size(); i++) {
                Value value = found.get(i);
                if (!path.last().list() && written) {
                    note(value);
                } else {
                    written |= write(scope, target, value);
                }
            }
            if (written) {
                return true;
            }
        }
        return false;
    }

    private boolean write(Scope scope, Target target, Value value) {
        Target parent = path.parent(target, false);
        if (parent.isWritten(path.last())) {
            return false;
        }
        JsonValue json = writer.write(scope, value, parent.next(path.last()));
        if (json == null) {
            return false;
        }
        path.parent(target, true).put(path.last(), json);
        return true;
    }

    private void note(Value value) {
        String reason = "the element " + path.last().name() + " takes one value; this repetition stays in the source";
        for (int n = 1; n <= value.repetition().components(); n++) {
            value.markReason(n, reason);
        }
    }
}
