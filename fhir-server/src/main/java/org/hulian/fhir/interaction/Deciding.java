package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.bundle.ReferenceRewriter;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** Decides what changes that belong together come to: aims, then references between them, then bodies. */
final class Deciding {
    private static final Pattern RESTFUL = Pattern.compile("https?://.+/([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})");

    private final List<Asked> all;
    private final Aiming aiming;
    private final Lookup lookup;
    private final WriteMaker writes;
    private final RequestContext context;

    Deciding(List<Asked> all, Aiming aiming, Lookup lookup, WriteMaker writes, RequestContext context) {
        this.all = all;
        this.aiming = aiming;
        this.lookup = lookup;
        this.writes = writes;
        this.context = context;
    }

    Uni<Decision> decide() {
        return aims().chain(aims -> addresses(aims)
                .chain(addresses -> Bodies.offLoop(size(), () -> written(aims, new ReferenceRewriter(addresses))))
                .map(decided -> new Decision(decided, lookup.recorded())));
    }

    /** In the order of the transaction rules; the answer is in the order the changes were asked for. */
    private Uni<List<Aim>> aims() {
        return Multi.createFrom()
                .iterable(all.stream()
                        .sorted(Comparator.comparingInt(asked -> order(asked.change())))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(this::aim)
                .collect()
                .asList()
                .map(aims -> {
                    check(aims);
                    return asAsked(aims);
                });
    }

    private List<Aim> asAsked(List<Aim> aims) {
        IdentityHashMap<Asked, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i), i);
        }
        List<Aim> sorted = new ArrayList<>(aims);
        sorted.sort(Comparator.comparingInt(aim -> places.getOrDefault(aim.asked(), 0)));
        return sorted;
    }

    private Uni<Aim> aim(Asked asked) {
        return Uni.createFrom()
                .deferred(() -> aiming.at(asked))
                .onFailure(FailureException.class)
                .transform(refused -> asked.located(refused));
    }

    private static int order(Change change) {
        return switch (change) {
            case Change.Delete delete -> 0;
            case Change.Create create -> 1;
            case Change.Update update -> 2;
            case Change.Patching patching -> 2;
        };
    }

    private static void check(List<Aim> aims) {
        Set<ResourceKey> keys = new HashSet<>();
        for (Aim aim : aims) {
            for (ResourceKey key : aim.keys()) {
                if (aim.changes() && !keys.add(key)) {
                    throw aim.asked()
                            .malformed(
                                    "Two entries change the same resource. Send them one after the other.",
                                    "两个条目修改同一资源，请分次提交。");
                }
            }
        }
    }

    private Uni<Map<String, String>> addresses(List<Aim> aims) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Aim aim : aims) {
            String fullUrl = aim.asked().fullUrl();
            if (fullUrl != null && aim.kind() != Aim.Kind.DELETE) {
                String address = aim.keys().getFirst().toString();
                if (addresses.put(fullUrl, address) != null) {
                    throw aim.asked()
                            .malformed(
                                    "Two entries have the same fullUrl. Give each its own.", "两个条目的 fullUrl 相同，请分别指定。");
                }
                relative(fullUrl, addresses, address);
            }
        }
        Map<String, Asked> conditional = new LinkedHashMap<>();
        for (Aim aim : aims) {
            byte[] body = aim.asked().path().isEmpty() ? null : body(aim.asked().change());
            if (body != null) {
                ReferenceRewriter.conditional(body)
                        .forEach(reference -> conditional.putIfAbsent(reference, aim.asked()));
            }
        }
        return Multi.createFrom()
                .iterable(conditional.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> BundledIdentifiers.of(aims, each.getKey())
                        .map(key -> Uni.createFrom().item(key))
                        .orElseGet(() -> aiming.reference(each.getValue(), each.getKey()))
                        .invoke(key -> addresses.put(each.getKey(), key.toString())))
                .collect()
                .asList()
                .replaceWith(addresses);
    }

    /** A relative reference means the entry whose address ends so, and that entry may get another id. */
    private static void relative(String fullUrl, Map<String, String> addresses, String address) {
        if (fullUrl.endsWith("/" + address)) {
            return;
        }
        Matcher restful = RESTFUL.matcher(fullUrl);
        if (restful.matches() && !restful.group(1).equals(address)) {
            addresses.putIfAbsent(restful.group(1), address);
        }
    }

    private List<Aim> written(List<Aim> aims, ReferenceRewriter references) {
        List<Aim> decided = new ArrayList<>();
        Map<ResourceType, Update.Rights> rights = new HashMap<>();
        for (Aim aim : aims) {
            try {
                decided.add(aim.writing(writes.of(aim, references, rights, context)));
            } catch (FailureException refused) {
                throw aim.asked().located(refused);
            }
        }
        return decided;
    }

    private int size() {
        int size = 0;
        for (Asked asked : all) {
            byte[] body = body(asked.change());
            size += body == null ? 0 : body.length;
        }
        return size;
    }

    static byte @Nullable [] body(Change change) {
        return switch (change) {
            case Change.Create create -> create.json();
            case Change.Update update -> update.json();
            case Change.Patching patching -> null;
            case Change.Delete delete -> null;
        };
    }
}
