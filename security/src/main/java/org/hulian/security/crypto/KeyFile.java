package org.hulian.security.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Every secret key of an installation, kept in one file only its owner can read. Losing it loses the pseudonyms and
 * everything sealed, so it belongs in a backup of its own.
 *
 * @param pseudonym for {@link org.hulian.security.pseudonym.PseudonymCipher}
 * @param master wraps the residents' keys
 * @param page seals paging tokens
 * @param lookup HMAC key of idempotency and look-up hashes
 * @param audit signs audit checkpoints
 */
public record KeyFile(
        CryptoSuite suite,
        SecretKeyBytes pseudonym,
        SecretKeyBytes master,
        SecretKeyBytes page,
        SecretKeyBytes lookup,
        SigningKey audit) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /**
     * Reads the keys.
     *
     * @throws KeyFileException when there is none, others may read it, or it is not a key file
     */
    public static KeyFile load(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new KeyFileException("no key file at " + file + ": run ./hub start once, or restore it");
            }
            refuseIfOthersMayRead(file);
            return KeyFileFormat.read(Files.readAllBytes(file), file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the key file " + file, failed);
        }
    }

    /** Loads the file; makes it with fresh keys first when there is none. Safe against another process doing so too. */
    public static KeyFile createIfAbsent(Path file, CryptoSuite suite, SecureRandom random) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file, generate(suite, random));
        }
        return load(file);
    }

    private static void create(Path file, KeyFile keys) {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.write(draft, KeyFileFormat.write(keys));
                // A hard link appears whole or not at all and never replaces a file that came first.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException anotherWasFirst) {
                // Theirs is loaded.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the key file " + file, failed);
        }
    }

    private static KeyFile generate(CryptoSuite suite, SecureRandom random) {
        return new KeyFile(
                suite,
                fresh(suite.pseudonymKeyLength(), random),
                fresh(32, random),
                fresh(32, random),
                fresh(32, random),
                signing(random));
    }

    private static SecretKeyBytes fresh(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretKeyBytes(1, bytes);
    }

    private static SigningKey signing(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(
                    "audit-1", pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no Ed25519", absent);
        }
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(Files.getPosixFilePermissions(file));
        permissions.removeAll(OWNER_ONLY);
        permissions.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!permissions.isEmpty()) {
            throw new KeyFileException("the key file " + file + " is open to others ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + "): chmod 600 it,"
                    + " and replace the keys if anyone else may have read them");
        }
    }
}
