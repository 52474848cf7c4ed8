package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.BodyLimits;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** From the bytes of a request to a body that may be stored: readable, of the right type and id, and the caller's to write. */
public final class Bodies {
    private static final Set<String> CARRIERS = Set.of("Bundle", "Parameters");

    private final BodyLimits limits;
    private final String base;
    private final ModelCheck models;
    private final OwnershipRules ownership;

    /** Bodies within limits; references below the base URL are local. */
    public Bodies(BodyLimits limits, String base, ModelCheck models, OwnershipRules ownership) {
        this.limits = limits;
        this.base = base;
        this.models = models;
        this.ownership = ownership;
    }

    /** Reads and checks; large bodies on a worker thread. */
    Uni<CheckedBody> check(
            ResourceType type, @Nullable ResourceId id, byte[] json, AccessPredicate writable, RequestContext context) {
        return offLoop(json.length, () -> checked(type, id, json, writable, context));
    }

    /** The id a body carries, or null. */
    @Nullable
    String idOf(byte[] json) {
        return ResourceBody.read(json, limits, base).id();
    }

    CheckedBody checked(
            ResourceType type, @Nullable ResourceId id, byte[] json, AccessPredicate writable, RequestContext context) {
        return checked(addressed(type, id, json), json, writable, context);
    }

    /** A body read before, checked. */
    CheckedBody checked(ResourceBody body, byte[] json, AccessPredicate writable, RequestContext context) {
        refuseConditionalReferences(body);
        if (writable.compartment() == null && models.isPlain(body)) {
            ownership.checkPlain(body, context);
        } else {
            ownership.check(models.check(json), writable, context);
        }
        return new CheckedBody(body);
    }

    /** Only a transaction resolves them, and has done so by now; what a Bundle or Parameters carry is not the hub's. */
    private static void refuseConditionalReferences(ResourceBody body) {
        String where = body.conditionalReference();
        if (where != null && !CARRIERS.contains(body.type())) {
            throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                    "invalid",
                    where,
                    "A conditional reference is resolved in a transaction only. Name the resource by its id, or send a"
                            + " transaction.",
                    "条件引用仅在事务中解析。请用资源 id 引用，或以事务提交。"))));
        }
    }

    /** A body as far as its bytes say what it is. */
    ResourceBody read(byte[] json) {
        return ResourceBody.read(json, limits, base);
    }

    /** A body of the type and under the id its URL says. */
    ResourceBody addressed(ResourceType type, @Nullable ResourceId id, byte[] json) {
        ResourceBody body = ResourceBody.read(json, limits, base);
        if (!body.type().equals(type.name())) {
            throw mismatch(
                    "resourceType",
                    "The body's resourceType is not that of the URL (" + type + ").",
                    "请求内容的 resourceType 与 URL（" + type + "）不一致。");
        }
        if (id != null && !id.value().equals(body.id())) {
            throw mismatch(type + ".id", "The body must carry the id of the URL.", "请求内容的 id 必须与 URL 一致。");
        }
        return body;
    }

    /** Runs small work where it is and large work on a worker thread of the current context. */
    static <T> Uni<T> offLoop(int bytes, Supplier<T> work) {
        Context context = Vertx.currentContext();
        if (bytes <= ModelCheck.SMALL || context == null || !Context.isOnEventLoopThread()) {
            return Uni.createFrom().item(work);
        }
        return Uni.createFrom()
                .completionStage(() -> context.executeBlocking(work::get, false).toCompletionStage());
    }

    private static FailureException mismatch(String expression, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", expression, en, zh))));
    }
}
