package org.hulian.mappers.engine;

import java.util.List;
import java.util.Map;
import org.hulian.mappers.definition.TypeMap;
import org.hulian.mappers.function.Call;
import org.hulian.mappers.function.Functions;
import org.hulian.mappers.function.MappingFunction;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Makes the resource a value names (a practitioner of an XCN) and refers to it; without an identity, only its words are kept. */
final class ReferenceWriter implements Writer {

    private final String type;
    private final Key key;
    private final List<Instruction> instructions;
    private final @Nullable MappingFunction display;
    private final Map<String, String> unmapped;
    private final String id;

    ReferenceWriter(TypeMap map, List<Instruction> instructions, String id) {
        String name = map.display();
        this.type = map.to();
        this.key = Key.of(map.key());
        this.instructions = instructions;
        this.display = name == null ? null : Functions.named(name);
        this.unmapped = map.unmapped();
        this.id = id;
    }

    @Override
    public @Nullable JsonValue write(Scope scope, Value value, String path) {
        Scope inside = scope.with(value);
        List<String> parts = key.find(inside);
        JsonValue.Obj reference = JsonValue.Obj.empty();
        if (parts != null) {
            Entry entry = entry(inside, scope.run().id(type, parts), value);
            reference.with("reference", entry.reference());
        }
        MappingFunction words = display;
        JsonValue text = words == null ? null : words.apply(new Call(scope.run(), value, List.of(), null, null));
        if (text != null) {
            reference.with("display", text);
            if (parts == null) {
                value.markWholeMapped();
            }
        }
        if (reference.isEmpty()) {
            return null;
        }
        unmapped.forEach((part, reason) -> value.markReason(Integer.parseInt(part), reason));
        scope.run().traced(reference, path, value.source(), id);
        return reference;
    }

    /** The resource of that id; a second mention only notes the same places as used. */
    private Entry entry(Scope inside, String resourceId, Value value) {
        Run run = inside.run();
        Entry made = run.made(type, resourceId);
        Entry entry = made == null ? run.make(type, resourceId, value.source(), id) : made;
        int mark = run.mark();
        Target target = made == null ? entry.target() : new Target(JsonValue.Obj.empty(), "");
        for (Instruction instruction : instructions) {
            instruction.run(inside, target);
        }
        if (made != null) {
            run.rollback(mark);
        }
        return entry;
    }
}
