package org.hulian.security.scope;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One clinical scope of a token, such as {@code patient/Observation.rs?category=laboratory}.
 *
 * @param context whose records: those of the patient in context, the user's, or a backend client's
 * @param type a resource type, or {@code *}
 * @param permissions never empty
 * @param query search parameters that narrow the scope, decoded; empty when there are none
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART scopes</a>
 */
public record SmartScope(Context context, String type, Set<Permission> permissions, Map<String, String> query) {

    /** The first word of a scope. */
    public enum Context {
        PATIENT,
        USER,
        SYSTEM
    }

    public SmartScope {
        permissions = Set.copyOf(permissions);
        query = Map.copyOf(query);
    }

    /** Every clinical scope in a space-separated scope claim; whatever is not one is left out. */
    public static List<SmartScope> parse(String scopeClaim) {
        return ScopeSyntax.parse(scopeClaim);
    }

    public boolean covers(String resourceType, Permission permission) {
        return (type.equals("*") || type.equals(resourceType)) && permissions.contains(permission);
    }
}
