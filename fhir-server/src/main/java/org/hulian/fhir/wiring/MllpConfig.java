package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where hospital systems send their messages. Settings {@code hulian.mllp}. */
public interface MllpConfig {
    /** Address to listen on; any but a loopback address needs mutual TLS. */
    @WithDefault("127.0.0.1")
    String host();

    /** TCP port; 0 takes any free one. */
    @WithDefault("2575")
    int port();

    /** Mutual TLS; a client's certificate names its institution as common name. */
    Optional<Tls> tls();

    /** Keys of the MLLP port, as PKCS 12. */
    interface Tls {
        /** The port's own key and certificate. */
        Path keyStore();

        /** Authorities of client certificates. */
        Path trustStore();

        /** Of both stores. */
        String password();
    }
}
