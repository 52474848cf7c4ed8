package org.hulian.security.consent;

import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.definition.DefinitionException;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What roles may do, from data, combined with the scopes and the patient of a token. Immutable.
 *
 * <p>A caller's reach is the widest any of the roles gives, and never more than the scopes cover. A role bound to a
 * patient counts only when the caller holds no other role: with a professional's token the patient in it is the one an
 * app was launched for, not the caller.
 */
public final class AccessPolicy {

    private final PolicyRules rules;
    private final Map<Integer, String> institutionRoles;

    private AccessPolicy(PolicyRules rules, Map<Integer, String> institutionRoles) {
        this.rules = rules;
        this.institutionRoles = Map.copyOf(institutionRoles);
    }

    /** The policy that comes with the hub; {@code institutionRoles} as in {@link #load}. */
    public static AccessPolicy bundled(Map<Integer, String> institutionRoles) {
        InputStream yaml = AccessPolicy.class.getResourceAsStream("/org/hulian/security/policy.yaml");
        return load("policy.yaml", Objects.requireNonNull(yaml), institutionRoles);
    }

    /**
     * Reads a policy.
     *
     * @param file name to report faults under
     * @param institutionRoles by institution number, one of {@code hospital community laboratory imaging}. Rules for
     *     certain kinds of institution do not hold for an institution that is absent here
     * @throws DefinitionException naming file and line of the first fault
     */
    public static AccessPolicy load(String file, InputStream yaml, Map<Integer, String> institutionRoles) {
        return new AccessPolicy(PolicyReader.read(file, yaml), institutionRoles);
    }

    /** What the caller may read or search of a type; reach NONE when nothing, for whatever reason. */
    public AccessPredicate reading(Caller caller, String resourceType, Permission permission) {
        if (rules.isDirectory(resourceType)) {
            boolean covered =
                    !ScopeCover.anyPatient(caller, resourceType, permission).isEmpty();
            return covered ? everything(caller, resourceType, permission) : AccessPredicate.nothing(caller);
        }
        return switch (decide(caller, resourceType, permission)) {
            case Decision.Deny deny -> AccessPredicate.nothing(caller);
            case Decision.Permit permit ->
                new AccessPredicate(
                        permit.reach(),
                        permit.institution(),
                        permit.compartment(),
                        purposes(caller),
                        cover(caller, resourceType, permission).categoryTokens());
        };
    }

    /**
     * Why the caller may not try this at all, whatever the row: no scope or no role covers it. Empty when some row
     * might be seen; then a hidden row must look like an absent one.
     */
    public Optional<Decision.Deny> refusal(Caller caller, String resourceType, Permission permission) {
        if (rules.isDirectory(resourceType) && (permission == Permission.READ || permission == Permission.SEARCH)) {
            return ScopeCover.anyPatient(caller, resourceType, permission).isEmpty()
                    ? Optional.of(new Decision.Deny(Decision.Reason.SCOPE))
                    : Optional.empty();
        }
        return decide(caller, resourceType, permission) instanceof Decision.Deny deny
                ? Optional.of(deny)
                : Optional.empty();
    }

    /** Whether the caller may create, update or delete, and which rows. */
    public Decision writing(Caller caller, String resourceType, Permission permission) {
        Decision decision = decide(caller, resourceType, permission);
        // A granular scope says what may be read; no write can be held to it yet, so it permits none.
        boolean granular =
                !cover(caller, resourceType, permission).categoryTokens().isEmpty();
        return granular ? new Decision.Deny(Decision.Reason.SCOPE) : decision;
    }

    /** Whether every authenticated caller with a scope may read this type. */
    public boolean isDirectory(String resourceType) {
        return rules.isDirectory(resourceType);
    }

    /** The purposes that count for a caller: the stated ones the role may act for, or the role's own. */
    public int purposes(Caller caller) {
        int allowed = rules.purposes(effectiveRoles(caller));
        return caller.purposes() == 0 ? allowed : caller.purposes() & allowed;
    }

    private AccessPredicate everything(Caller caller, String resourceType, Permission permission) {
        return new AccessPredicate(
                Reach.ALL,
                caller.institution(),
                null,
                purposes(caller),
                ScopeCover.anyPatient(caller, resourceType, permission).categoryTokens());
    }

    private Decision decide(Caller caller, String resourceType, Permission permission) {
        ScopeCover cover = cover(caller, resourceType, permission);
        if (cover.isEmpty()) {
            return new Decision.Deny(cover.lacksPatient() ? Decision.Reason.PATIENT : Decision.Reason.SCOPE);
        }
        Set<String> roles = effectiveRoles(caller);
        Reach reach = rules.reach(roles, resourceType, permission, institutionRoles.get(caller.institution()));
        if (reach == Reach.NONE) {
            return new Decision.Deny(Decision.Reason.ROLE);
        }
        if (reach != Reach.ALL && caller.institution() == 0) {
            return new Decision.Deny(Decision.Reason.INSTITUTION);
        }
        boolean bound = rules.isBoundToPatient(roles);
        if (bound && caller.patient() == null) {
            return new Decision.Deny(Decision.Reason.PATIENT);
        }
        @Nullable UUID compartment = bound ? caller.patient() : cover.compartment();
        return new Decision.Permit(reach, caller.institution(), compartment);
    }

    private ScopeCover cover(Caller caller, String resourceType, Permission permission) {
        return rules.isBoundToPatient(effectiveRoles(caller))
                ? ScopeCover.anyPatient(caller, resourceType, permission)
                : ScopeCover.of(caller, resourceType, permission);
    }

    private Set<String> effectiveRoles(Caller caller) {
        return rules.effective(caller.roles());
    }
}
