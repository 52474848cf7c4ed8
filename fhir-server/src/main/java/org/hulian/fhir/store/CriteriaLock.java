package org.hulian.fhir.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What conditional requests wait for each other by: those with the same identifier, and those without any on one type.
 * Held until the transaction ends, so that between the search and the write nobody answers the same question.
 *
 * @param identifier value that the criteria ask for, without its system; null holds up every conditional request of the type
 */
public record CriteriaLock(ResourceType type, @Nullable String identifier) {
    /** The number of the whole type: held alone without an identifier, shared with one. */
    public long ofType() {
        return number("type", type.name());
    }

    /** The number of the identifier. */
    public long ofIdentifier(String value) {
        return number(type.name(), value);
    }

    private static long number(String kind, String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("criteria/" + kind + "/" + value).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
