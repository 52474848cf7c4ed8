package org.hulian.fhir.feed;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the MLLP port listens.
 *
 * @param port 0 takes any free one
 * @param tls  null on a loopback address only
 */
public record MllpSettings(String host, int port, @Nullable Tls tls, MllpLimits limits) {
    /**
     * Mutual TLS: a client's certificate names its institution as common name.
     *
     * @param keyStore   PKCS 12 with the server's key and certificate
     * @param trustStore PKCS 12 with the authorities of client certificates
     */
    public record Tls(Path keyStore, Path trustStore, String password) {}

    /** Refuses to offer unprotected messages to a network. */
    public MllpSettings {
        if (tls == null && !isLoopback(host)) {
            throw new IllegalArgumentException("MLLP on " + host + " needs mutual TLS: set hulian.mllp.tls.key-store,"
                    + " hulian.mllp.tls.trust-store and hulian.mllp.tls.password, or listen on 127.0.0.1.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
