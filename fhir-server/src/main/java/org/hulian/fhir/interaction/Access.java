package org.hulian.fhir.interaction;

import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.consent.AccessPolicy;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Caller;
import org.hulian.security.consent.Decision;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;
import org.hulian.security.scope.SmartScope;

/** Asks the access policy and turns its refusals into failures. */
public final class Access {
    /** No token can carry this client id: {@code CallerOfToken} refuses those that begin with a colon. */
    public static final String HUB_CLIENT = ":hub";

    private static final AccessPredicate EVERYTHING = new AccessPredicate(Reach.ALL, 0, null, 0, List.of());
    private static final AccessPredicate NOTHING = new AccessPredicate(Reach.NONE, 0, null, 0, List.of());

    private final AccessPolicy policy;

    /** Decides by a policy. */
    public Access(AccessPolicy policy) {
        this.policy = policy;
    }

    /** The hub itself, for what it writes on its own account. */
    public static Caller hub() {
        return new Caller("hulian", "Hulian", HUB_CLIENT, Set.of(), 0, null, null, List.of(), 0, null);
    }

    /** Whether it is the hub itself that asks. */
    public static boolean isHub(Caller caller) {
        return caller.clientId().equals(HUB_CLIENT);
    }

    /** The hub for the sake of an institution: it may see and write what a backend client of the institution may. */
    public static Caller of(Institution institution) {
        return new Caller(
                "hulian:" + institution.code(),
                "Hulian",
                // No token can carry a client id that begins with a colon.
                ":for-institution",
                Set.of("system"),
                institution.number(),
                institution.code(),
                null,
                SmartScope.parse("system/*.cruds"),
                0,
                null);
    }

    /** What of a type the caller may see; refused when it is nothing at all. */
    AccessPredicate reading(RequestContext context, ResourceType type, Permission permission) {
        Caller caller = context.caller();
        if (isHub(caller)) {
            return EVERYTHING;
        }
        AccessPredicate predicate = policy.reading(caller, type.name(), permission);
        if (predicate.reach() == Reach.NONE) {
            String reason = policy.refusal(caller, type.name(), permission)
                    .map(deny -> deny.reason().code())
                    .orElse("role");
            throw new FailureException(new Failure.Forbidden(reason));
        }
        return predicate;
    }

    /** What of a type a search beside the one asked for may find, nothing included. */
    AccessPredicate searching(RequestContext context, ResourceType type) {
        Caller caller = context.caller();
        return isHub(caller) ? EVERYTHING : policy.reading(caller, type.name(), Permission.SEARCH);
    }

    /** What of a type the caller would see, nothing included. */
    AccessPredicate seen(RequestContext context, ResourceType type) {
        Caller caller = context.caller();
        return isHub(caller) ? EVERYTHING : policy.reading(caller, type.name(), Permission.READ);
    }

    /** Whose figures the caller may see: everybody's, or their institution's. Never those of one patient. */
    AccessPredicate figures(RequestContext context) {
        if (isHub(context.caller())) {
            return EVERYTHING;
        }
        AccessPredicate predicate = policy.reading(context.caller(), "Figures", Permission.READ);
        if (predicate.reach() == Reach.NONE || predicate.compartment() != null) {
            throw new FailureException(new Failure.Forbidden("role"));
        }
        return predicate;
    }

    /** What of a type the caller would find by a search, nothing included. */
    AccessPredicate found(RequestContext context, ResourceType type) {
        Caller caller = context.caller();
        return isHub(caller) ? EVERYTHING : policy.reading(caller, type.name(), Permission.SEARCH);
    }

    /** What rows of a type the caller may change. */
    AccessPredicate writing(RequestContext context, ResourceType type, Permission permission) {
        Caller caller = context.caller();
        if (isHub(caller)) {
            return EVERYTHING;
        }
        return switch (policy.writing(caller, type.name(), permission)) {
            case Decision.Permit permit ->
                new AccessPredicate(
                        permit.reach(), permit.institution(), permit.compartment(), caller.purposes(), List.of());
            case Decision.Deny deny ->
                throw new FailureException(new Failure.Forbidden(deny.reason().code()));
        };
    }

    /** Everything: for questions whose answer the caller does not learn, and what the hub itself looks up. */
    static AccessPredicate everything() {
        return EVERYTHING;
    }

    /** Nothing at all: for callers who may write and not read. */
    static AccessPredicate nothing() {
        return NOTHING;
    }

    /** What decided, in the words of the audit entry. */
    static List<String> policies(AccessPredicate predicate) {
        return switch (predicate.reach()) {
            case ALL -> ALL;
            case CONSENTED -> CONSENTED;
            case OWN -> OWN;
            case NONE -> List.of();
        };
    }

    private static final List<String> ALL = List.of("reach:all");
    private static final List<String> CONSENTED = List.of("reach:own-or-granted");
    private static final List<String> OWN = List.of("reach:own");
}
