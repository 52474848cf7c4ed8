package org.hulian.security.consent;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** A policy as data, checked. */
record PolicyRules(Set<String> directory, Map<String, Role> roles) {

    /**
     * What one role may do.
     *
     * @param boundToPatient only within the compartment of the patient in the token
     * @param purposes bits of {@link Purpose} it may act for
     */
    record Role(boolean boundToPatient, int purposes, Set<Rule> rules) {}

    /**
     * One line of a policy.
     *
     * @param types resource types; {@code *} for all not in {@code except}
     * @param at kinds of institution it holds for; empty for all, and for callers without one
     */
    record Rule(Set<String> types, Set<String> except, Set<Permission> permissions, Reach reach, Set<String> at) {

        boolean holds(String resourceType, Permission permission, @Nullable String institutionRole) {
            boolean here = at.isEmpty() || (institutionRole != null && at.contains(institutionRole));
            boolean type = types.contains(resourceType) || (types.contains("*") && !except.contains(resourceType));
            return here && type && permissions.contains(permission);
        }
    }

    boolean isDirectory(String resourceType) {
        return directory.contains(resourceType);
    }

    /** The known roles of a caller; one bound to a patient only when there is no other. */
    Set<String> effective(Set<String> held) {
        Set<String> known = held.stream().filter(roles::containsKey).collect(Collectors.toUnmodifiableSet());
        Set<String> free =
                known.stream().filter(name -> !role(name).boundToPatient()).collect(Collectors.toUnmodifiableSet());
        return free.isEmpty() ? known : free;
    }

    boolean isBoundToPatient(Set<String> effective) {
        return effective.stream().anyMatch(name -> role(name).boundToPatient());
    }

    int purposes(Set<String> effective) {
        return effective.stream().mapToInt(name -> role(name).purposes()).reduce(0, (a, b) -> a | b);
    }

    Reach reach(Set<String> effective, String resourceType, Permission permission, @Nullable String institutionRole) {
        Reach widest = Reach.NONE;
        for (String name : effective) {
            for (Rule rule : role(name).rules()) {
                if (rule.reach().compareTo(widest) > 0 && rule.holds(resourceType, permission, institutionRole)) {
                    widest = rule.reach();
                }
            }
        }
        return widest;
    }

    private Role role(String name) {
        Role role = roles.get(name);
        if (role == null) {
            throw new IllegalArgumentException("not a role of the policy: " + name);
        }
        return role;
    }
}
