package org.hulian.security.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hulian.security.scope.SmartScope;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once it is known to be true.
 *
 * @param subject the stable identifier of the person or client at the issuer
 * @param username login name, or the client's for a backend client
 * @param displayName name to show and to audit
 * @param clientId the application that acts ({@code azp})
 * @param institutions codes of the institutions the caller belongs to
 * @param patient id of the Patient in context: a resident's own, or the one an app was launched for
 */
public record VerifiedToken(
        String subject,
        String username,
        String displayName,
        String clientId,
        Set<String> roles,
        Set<String> institutions,
        @Nullable String patient,
        List<SmartScope> scopes,
        Instant expires) {

    public VerifiedToken {
        roles = Set.copyOf(roles);
        institutions = Set.copyOf(institutions);
        scopes = List.copyOf(scopes);
    }
}
