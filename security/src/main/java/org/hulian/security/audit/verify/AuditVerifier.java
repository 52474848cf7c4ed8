package org.hulian.security.audit.verify;

import java.nio.file.Path;

public final class AuditVerifier {
    private AuditVerifier() {}

    public static Verdict verify(Path exportDirectory, byte[] publicKey) {
        throw new UnsupportedOperationException();
    }
}
