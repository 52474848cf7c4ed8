package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.StoredResource;

/**
 * Finds out which resources changes are about, by the rules of conditional requests. One after the other, deletions
 * first, as the transaction rules have it: what is deleted is met by no later criteria.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#cond-update">conditional update</a>
 */
final class Aiming {
    private final Lookup lookup;
    private final CriteriaParser criteria;
    private final Bodies bodies;
    private final Supplier<UUID> ids;
    private final int deletions;
    private final Map<String, ResourceKey> created = new HashMap<>();
    private final Set<ResourceKey> deleted = new HashSet<>();

    /** With at most so many deletions by one criteria. */
    Aiming(Lookup lookup, CriteriaParser criteria, Bodies bodies, Supplier<UUID> ids, int deletions) {
        this.lookup = lookup;
        this.criteria = criteria;
        this.bodies = bodies;
        this.ids = ids;
        this.deletions = deletions;
    }

    Uni<Aim> at(Asked asked) {
        return switch (asked.change()) {
            case Change.Create create -> create(asked, create);
            case Change.Update update -> update(asked, update);
            case Change.Patching patching -> patch(asked, patching);
            case Change.Delete delete -> delete(asked, delete);
        };
    }

    private Uni<Aim> create(Asked asked, Change.Create create) {
        String text = create.ifNoneExist();
        if (text == null) {
            return Uni.createFrom().item(Aim.at(asked, fresh(create.type()), Aim.Kind.CREATE));
        }
        String question = create.type() + "?" + text;
        ResourceKey before = created.get(question);
        if (before != null) {
            return Uni.createFrom().item(Aim.at(asked, before, Aim.Kind.KEEP));
        }
        Criteria parsed = criteria.parse(create.type(), text, 2);
        return matches(parsed).chain(found -> switch (found.size()) {
            case 0 ->
                lookup.recordHidden(parsed, question)
                        .replaceWith(() -> Aim.at(asked, fresh(create.type()), Aim.Kind.CREATE))
                        .invoke(aim -> created.put(question, aim.keys().getFirst()));
            case 1 -> {
                StoredResource kept = found.getFirst();
                lookup.recordKept(kept, question);
                yield Uni.createFrom()
                        .item(Aim.at(asked, kept.key(), Aim.Kind.KEEP).from(kept));
            }
            default -> Uni.createFrom().failure(several(asked));
        });
    }

    private Uni<Aim> update(Asked asked, Change.Update update) {
        return switch (update.target()) {
            case Target.Id(ResourceKey key) -> Uni.createFrom().item(Aim.at(asked, key, Aim.Kind.UPDATE));
            case Target.Match(ResourceType type, String text) -> {
                Criteria parsed = criteria.parse(type, text, 2);
                String id = bodies.idOf(update.json());
                String question = type + "?" + text;
                if (created.containsKey(question)) {
                    throw asked.malformed(
                            "An entry before creates what these criteria mean. Send them one after the other.",
                            "前面的条目已按相同条件创建资源，请分次提交。");
                }
                yield matches(parsed).chain(found -> switch (found.size()) {
                    case 0 -> {
                        if (update.ifMatch() != null) {
                            throw asked.unmet(
                                    "conflict",
                                    "If-Match names a version, but the criteria meet nothing. Leave it out to create.",
                                    "If-Match 指定了版本，但没有匹配的资源。若要创建，请去掉 If-Match。");
                        }
                        yield lookup.recordHidden(parsed, question)
                                .replaceWith(() -> id == null
                                        ? Aim.at(asked, fresh(type), Aim.Kind.CREATE)
                                        : Aim.at(asked, new ResourceKey(type, new ResourceId(id)), Aim.Kind.UPDATE))
                                .invoke(aim -> created.put(question, aim.keys().getFirst()));
                    }
                    case 1 -> {
                        ResourceKey key = found.getFirst().key();
                        if (id != null && !id.equals(key.id().value())) {
                            throw asked.malformed(
                                    "The criteria meet a resource with another id than the body's. Leave the id out or"
                                            + " correct the criteria.",
                                    "条件匹配到的资源与请求内容的 id 不一致，请去掉 id 或更正条件。");
                        }
                        yield Uni.createFrom().item(Aim.at(asked, key, Aim.Kind.UPDATE));
                    }
                    default -> Uni.createFrom().failure(several(asked));
                });
            }
        };
    }

    private Uni<Aim> patch(Asked asked, Change.Patching patching) {
        return switch (patching.target()) {
            case Target.Id(ResourceKey key) ->
                lookup.current(key, patching.ifMatch())
                        .map(stored -> Aim.at(asked, key, Aim.Kind.UPDATE).from(stored));
            case Target.Match(ResourceType type, String text) ->
                matches(criteria.parse(type, text, 2)).chain(found -> switch (found.size()) {
                    case 0 ->
                        Uni.createFrom()
                                .failure(new FailureException(new Failure.NotFound(type + " of these criteria")));
                    case 1 -> {
                        ResourceKey key = found.getFirst().key();
                        yield lookup.current(key, patching.ifMatch())
                                .map(stored ->
                                        Aim.at(asked, key, Aim.Kind.UPDATE).from(stored));
                    }
                    default -> Uni.createFrom().failure(several(asked));
                });
        };
    }

    private Uni<Aim> delete(Asked asked, Change.Delete delete) {
        return switch (delete.target()) {
            case Target.Id(ResourceKey key) -> {
                deleted.add(key);
                yield Uni.createFrom().item(Aim.at(asked, key, Aim.Kind.DELETE));
            }
            case Target.Match(ResourceType type, String text) ->
                matches(criteria.parse(type, text, deletions + 1)).map(found -> {
                    if (found.size() > deletions) {
                        throw asked.unmet(
                                "multiple-matches",
                                "The criteria meet more than %d resources, the most deleted at once. Narrow them."
                                        .formatted(deletions),
                                "条件匹配的资源超过一次可删除的上限 %d 个，请缩小范围。".formatted(deletions));
                    }
                    if (found.isEmpty()) {
                        lookup.recordNothing(type + "?" + text);
                    }
                    List<ResourceKey> keys =
                            found.stream().map(StoredResource::key).toList();
                    deleted.addAll(keys);
                    return new Aim(asked, keys, Aim.Kind.DELETE, null, List.of());
                });
        };
    }

    /** What a conditional reference leads to: exactly one resource. */
    Uni<ResourceKey> reference(Asked asked, String reference) {
        int question = reference.indexOf('?');
        ResourceType type = ResourceTypes.r4()
                .find(reference.substring(0, question))
                .orElseThrow(() -> asked.malformed(
                        "A conditional reference names no resource type. Correct it.", "条件引用的资源类型不存在，请更正。"));
        return matches(criteria.parse(type, reference.substring(question + 1), 2))
                .map(found -> {
                    if (found.size() == 1) {
                        return found.getFirst().key();
                    }
                    throw found.isEmpty()
                            ? asked.unmet(
                                    "not-found",
                                    "A conditional reference meets no resource. Correct its criteria or add the resource.",
                                    "条件引用没有匹配到资源，请更正条件或补充资源。")
                            : several(asked);
                });
    }

    private Uni<List<StoredResource>> matches(Criteria parsed) {
        return lookup.matches(parsed)
                .map(found -> found.stream()
                        .filter(match -> !deleted.contains(match.key()))
                        .toList());
    }

    private ResourceKey fresh(ResourceType type) {
        return new ResourceKey(type, new ResourceId(ids.get().toString()));
    }

    private static FailureException several(Asked asked) {
        return asked.unmet(
                "multiple-matches",
                "The criteria meet more than one resource. Narrow them until they meet one.",
                "条件匹配到多个资源，请缩小到只匹配一个。");
    }
}
