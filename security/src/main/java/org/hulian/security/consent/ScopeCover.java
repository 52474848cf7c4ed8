package org.hulian.security.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hulian.security.scope.Permission;
import org.hulian.security.scope.SmartScope;
import org.jspecify.annotations.Nullable;

/**
 * What the scopes of a token cover of one type and interaction.
 *
 * <p>One predicate cannot say "all laboratory results, and everything of this patient", so where user and patient
 * scopes differ the user scopes count alone; that only narrows.
 *
 * @param isEmpty nothing
 * @param lacksPatient only because a patient scope came without a patient
 * @param categoryTokens empty for any category
 */
record ScopeCover(
        boolean isEmpty, boolean lacksPatient, @Nullable UUID compartment, List<String> categoryTokens) {

    private static final String CATEGORY = "category";

    static ScopeCover of(Caller caller, String resourceType, Permission permission) {
        List<SmartScope> wide = new ArrayList<>();
        List<SmartScope> launched = new ArrayList<>();
        for (SmartScope scope : usable(caller, resourceType, permission)) {
            switch (scope.context()) {
                case USER, SYSTEM -> wide.add(scope);
                case PATIENT -> launched.add(scope);
            }
        }
        if (!wide.isEmpty()) {
            return new ScopeCover(false, false, null, tokens(wide));
        }
        if (launched.isEmpty() || caller.patient() == null) {
            return new ScopeCover(true, !launched.isEmpty(), null, List.of());
        }
        return new ScopeCover(false, false, caller.patient(), tokens(launched));
    }

    /** Where patient and user scopes mean the same: for a directory, or a caller bound to one patient anyway. */
    static ScopeCover anyPatient(Caller caller, String resourceType, Permission permission) {
        List<SmartScope> usable = usable(caller, resourceType, permission);
        return new ScopeCover(usable.isEmpty(), false, null, tokens(usable));
    }

    /** A scope narrowed by anything but a category cannot be held to, so it gives nothing. */
    private static List<SmartScope> usable(Caller caller, String resourceType, Permission permission) {
        return caller.scopes().stream()
                .filter(scope -> scope.covers(resourceType, permission))
                .filter(scope -> scope.query().keySet().stream().allMatch(name -> name.equals(CATEGORY)))
                .toList();
    }

    private static List<String> tokens(List<SmartScope> scopes) {
        List<String> tokens = new ArrayList<>();
        for (SmartScope scope : scopes) {
            String category = scope.query().get(CATEGORY);
            if (category == null) {
                return List.of();
            }
            tokens.addAll(Arrays.asList(category.split(",", -1)));
        }
        return tokens.stream().distinct().toList();
    }
}
