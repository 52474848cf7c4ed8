package org.hulian.fhir.bulk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hulian.security.consent.Caller;

/** To whom a job belongs: the same person or software, by the same application, for the same institution. */
final class Holder {
    private Holder() {}

    static String of(Caller caller) {
        String name = caller.subject() + "\n" + caller.clientId() + "\n" + caller.institution();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
