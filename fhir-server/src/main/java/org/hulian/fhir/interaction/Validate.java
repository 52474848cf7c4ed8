package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.validate.Finding;
import org.hulian.fhir.validate.ResourceValidator;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * The operation {@code $validate}: what would be said of a resource, without storing it.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a>
 */
public final class Validate {
    private final ResourceValidator validator;
    private final Read read;
    private final Bodies bodies;
    private final Access access;
    private final Trail trail;

    /** Validates sent and stored resources. */
    public Validate(ResourceValidator validator, Read read, Bodies bodies, Access access, Trail trail) {
        this.validator = validator;
        this.read = read;
        this.bodies = bodies;
        this.access = access;
        this.trail = trail;
    }

    /** What the resource is to be validated for. */
    public enum Mode {
        CREATE,
        UPDATE,
        DELETE,
        PROFILE
    }

    /** A resource as sent; {@code id} is that of the URL, where it has one. */
    public Uni<List<Finding>> sent(
            ResourceType type,
            @Nullable ResourceId id,
            byte[] json,
            @Nullable Mode mode,
            List<String> profiles,
            RequestContext context) {
        Happening validating = new Happening(context, Interaction.OPERATION, List.of(), type + "/$validate");
        return trail.settle(validating, () -> {
            bodies.addressed(type, id, json);
            return validator
                    .check(json, profiles)
                    .map(findings -> new Conclusion.Answered<>(
                            with(findings, type, mode, context),
                            trail.entry(validating, Outcome.ALLOWED, List.of(), List.of(), null)));
        });
    }

    /** A stored resource; it is read, and the entry says so. */
    public Uni<List<Finding>> stored(
            ResourceKey key, @Nullable Mode mode, List<String> profiles, RequestContext context) {
        return read.by(key, context)
                .chain(resource -> mode == Mode.DELETE
                        ? Uni.createFrom().item(List.<Finding>of())
                        : validator.check(resource.body(), profiles))
                .map(findings -> with(findings, key.type(), mode, context));
    }

    private List<Finding> with(List<Finding> findings, ResourceType type, @Nullable Mode mode, RequestContext context) {
        Permission permission = switch (mode) {
            case CREATE -> Permission.CREATE;
            case UPDATE -> Permission.UPDATE;
            case DELETE -> Permission.DELETE;
            case PROFILE -> null;
            case null -> null;
        };
        if (permission == null) {
            return findings;
        }
        try {
            Writing.refuseAudit(type);
            access.writing(context, type, permission);
            return findings;
        } catch (FailureException refused) {
            List<Finding> all = new ArrayList<>(findings);
            all.add(new Finding(
                    Finding.Severity.ERROR,
                    "forbidden",
                    "",
                    type.name(),
                    "You may not %s resources of this type."
                            .formatted(permission.name().toLowerCase(Locale.ROOT))));
            return all;
        }
    }
}
