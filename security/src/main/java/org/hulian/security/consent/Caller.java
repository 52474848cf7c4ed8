package org.hulian.security.consent;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.scope.SmartScope;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, resolved against the region.
 *
 * @param institution number of the institution acted for, 0 for none
 * @param patient key of the Patient in the token, or null
 * @param purposes bits of {@link Purpose} the caller states; 0 means the usual ones of the role
 * @param address network address of the client
 */
public record Caller(
        String subject,
        String name,
        String clientId,
        Set<String> roles,
        int institution,
        @Nullable String institutionCode,
        @Nullable UUID patient,
        List<SmartScope> scopes,
        int purposes,
        @Nullable String address) {

    public Caller {
        roles = Set.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
