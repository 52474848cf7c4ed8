package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleReader;
import org.hulian.fhir.bundle.ReferenceRewriter;
import org.hulian.fhir.bundle.SentBundle;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * The transaction interaction, <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>: all changes
 * happen or none, references between entries are resolved.
 */
public final class Transaction {
    private final Writing writing;
    private final Access access;
    private final Bodies bodies;
    private final Update update;
    private final Delete delete;
    private final Supplier<UUID> ids;
    private final int most;

    /** Transactions of at most so many entries. */
    public Transaction(
            Writing writing, Access access, Bodies bodies, Update update, Delete delete, Supplier<UUID> ids, int most) {
        this.writing = writing;
        this.access = access;
        this.bodies = bodies;
        this.update = update;
        this.delete = delete;
        this.ids = ids;
        this.most = most;
    }

    /** What became of the entries of a Bundle of type transaction, in their order. */
    public Uni<List<Written>> by(byte[] json, RequestContext context) {
        Happening changing = Happening.of(Interaction.TRANSACTION, context);
        return writing.by(changing, () -> Bodies.offLoop(json.length, () -> writes(json, context)), List.of());
    }

    private List<Write> writes(byte[] json, RequestContext context) {
        SentBundle bundle = BundleReader.read(json, most);
        if (!bundle.type().equals("transaction")) {
            throw new FailureException(
                    new Failure.NotSupported("Bundle.type " + bundle.type(), List.of("transaction"), 400));
        }
        List<EntryTarget> targets = new ArrayList<>();
        Set<ResourceKey> keys = new HashSet<>();
        Map<String, String> addresses = new LinkedHashMap<>();
        for (SentEntry entry : bundle.entries()) {
            EntryTarget target = EntryTarget.of(entry, ids);
            if (!keys.add(target.key())) {
                throw twice(
                        entry,
                        "Two entries change the same resource. Send them one after the other.",
                        "两个条目修改同一资源，请分次提交。");
            }
            String fullUrl = entry.fullUrl();
            if (fullUrl != null && addresses.put(fullUrl, target.key().toString()) != null) {
                throw twice(entry, "Two entries have the same fullUrl. Give each its own.", "两个条目的 fullUrl 相同，请分别指定。");
            }
            targets.add(target);
        }
        if (targets.isEmpty()) {
            throw new FailureException(new Failure.Invalid(List.of(
                    new Failure.Issue("required", "Bundle.entry", "The transaction has no entries.", "事务中没有任何条目。"))));
        }
        ReferenceRewriter references = new ReferenceRewriter(addresses);
        return targets.stream()
                .map(target -> write(target, references, context))
                .toList();
    }

    private Write write(EntryTarget target, ReferenceRewriter references, RequestContext context) {
        ResourceKey key = target.key();
        Writing.refuseAudit(key.type());
        return switch (target.verb()) {
            case POST -> {
                AccessPredicate writable = access.writing(context, key.type(), Permission.CREATE);
                yield new Write.Create(
                        key, checked(target, references, writable, context).body());
            }
            case PUT -> {
                AccessPredicate writable = access.writing(context, key.type(), Permission.UPDATE);
                yield update.write(
                        key, checked(target, references, writable, context).body(), target.ifMatch(), context);
            }
            case DELETE -> delete.write(key, target.ifMatch(), context);
        };
    }

    private CheckedBody checked(
            EntryTarget target, ReferenceRewriter references, AccessPredicate writable, RequestContext context) {
        String path = target.entry().path();
        byte[] resource = references.resolve(target.resource(), path);
        try {
            return bodies.checked(
                    target.key().type(),
                    target.verb() == EntryTarget.Verb.PUT ? target.key().id() : null,
                    resource,
                    writable,
                    context);
        } catch (FailureException refused) {
            throw located(refused, path);
        }
    }

    /** The same failure, with the entry named before each expression. */
    private static FailureException located(FailureException refused, String path) {
        return switch (refused.failure()) {
            case Failure.Malformed(String code, List<Failure.Issue> issues) ->
                new FailureException(new Failure.Malformed(code, within(issues, path)));
            case Failure.Invalid(List<Failure.Issue> issues) ->
                new FailureException(new Failure.Invalid(within(issues, path)));
            default -> refused;
        };
    }

    private static List<Failure.Issue> within(List<Failure.Issue> issues, String path) {
        return issues.stream()
                .map(issue -> new Failure.Issue(
                        issue.code(),
                        issue.expression().isEmpty() ? path + ".resource" : path + ".resource." + issue.expression(),
                        issue.en(),
                        issue.zh()))
                .toList();
    }

    private static FailureException twice(SentEntry entry, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", entry.path(), en, zh))));
    }
}
