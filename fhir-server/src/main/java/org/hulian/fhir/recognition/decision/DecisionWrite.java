package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.interaction.OperationWrite.Change;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/** The writes of one decision: order, Tasks, notice and Provenance. */
final class DecisionWrite {
    private final ResourceKey key;
    private final ObjectNode order;
    private final @Nullable Version version;
    private final String rules;
    private final Caller caller;
    private final Instant now;
    private final Supplier<UUID> ids;

    DecisionWrite(
            ResourceKey key,
            ObjectNode order,
            @Nullable Version version,
            String rules,
            Caller caller,
            Instant now,
            Supplier<UUID> ids) {
        this.key = key;
        this.order = order;
        this.version = version;
        this.rules = rules;
        this.caller = caller;
        this.now = now;
        this.ids = ids;
    }

    /** The order first. */
    List<Change> changes(Choice choice, Settlement settlement, Map<ResourceKey, KnownTask> known) {
        List<String> targets = new ArrayList<>();
        targets.add(key.toString());
        List<Change> changes = new ArrayList<>();
        for (Line line : settlement.lines()) {
            changes.add(change(line.task(), task(line, choice, settlement), known.get(line.task())));
            targets.add(line.task().toString());
        }
        ObjectNode decided = switch (choice) {
            case Choice.Recognise recognise ->
                OrderBody.recognised(order.deepCopy(), settlement.results(), settlement.whole(), caller, now);
            case Choice.Repeat repeat -> {
                ResourceKey notice = fresh("Communication");
                changes.add(new Change.New(
                        notice,
                        Elements.bytes(RecordBody.notice(
                                notice.id().value(), order, key.toString(), List.copyOf(targets), repeat, caller))));
                targets.add(notice.toString());
                yield OrderBody.repeated(order.deepCopy(), repeat.reason(), caller, now);
            }
        };
        byte[] body = Elements.bytes(decided);
        changes.addFirst(version == null ? new Change.New(key, body) : new Change.Next(key, body, version));
        ResourceKey provenance = fresh("Provenance");
        changes.add(new Change.New(
                provenance,
                Elements.bytes(RecordBody.provenance(
                        provenance.id().value(), targets, choice, settlement.results(), caller, now))));
        return List.copyOf(changes);
    }

    private ObjectNode task(Line line, Choice choice, Settlement settlement) {
        return switch (choice) {
            case Choice.Recognise recognise ->
                TaskBody.recognised(
                        line, order, Objects.requireNonNull(settlement.by().get(line)), rules, caller, now);
            case Choice.Repeat repeat -> TaskBody.repeated(line, order, repeat, rules, caller, now);
        };
    }

    private static Change change(ResourceKey key, ObjectNode body, @Nullable KnownTask known) {
        byte[] json = Elements.bytes(body);
        return known == null ? new Change.New(key, json) : new Change.Next(key, json, known.version());
    }

    private ResourceKey fresh(String type) {
        return new ResourceKey(
                ResourceTypes.r4().get(type), new ResourceId(ids.get().toString()));
    }
}
