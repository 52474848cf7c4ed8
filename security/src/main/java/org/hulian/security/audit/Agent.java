package org.hulian.security.audit;

import java.util.List;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param subject the token's subject; null when no token was accepted, or for a feed
 * @param name name to show
 * @param clientId the application, or the sender of a feed
 * @param roles in canonical (sorted) order
 * @param institution code of the institution acted for
 * @param address network address of the client
 * @param purposes bits of {@link org.hulian.security.consent.Purpose}
 */
public record Agent(
        @Nullable String subject,
        @Nullable String name,
        @Nullable String clientId,
        List<String> roles,
        @Nullable String institution,
        @Nullable String address,
        int purposes) {

    public Agent {
        roles = List.copyOf(roles);
    }

    public static Agent of(Caller caller) {
        return new Agent(
                caller.subject(),
                caller.name(),
                caller.clientId(),
                caller.roles().stream().sorted().toList(),
                caller.institutionCode(),
                caller.address(),
                caller.purposes());
    }

    /** Nobody known: a request without an acceptable token. */
    public static Agent unknown(@Nullable String address) {
        return new Agent(null, null, null, List.of(), null, address, 0);
    }

    /** The sender of a feed. */
    public static Agent sender(String institution, @Nullable String address) {
        return new Agent(null, null, institution, List.of(), institution, address, 0);
    }
}
