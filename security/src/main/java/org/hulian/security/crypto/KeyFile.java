package org.hulian.security.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Every secret key of an installation, kept in one file only its owner can read. Losing it loses the pseudonyms and
 * everything sealed, so it belongs in a backup of its own.
 *
 * @param pseudonym for {@link org.hulian.security.pseudonym.PseudonymCipher}
 * @param master wraps the residents' keys and seals what belongs to no resident
 * @param retired earlier master keys, which still open what they sealed, newest first
 * @param page seals paging tokens
 * @param lookup HMAC key of idempotency and look-up hashes
 * @param audit signs audit checkpoints
 */
public record KeyFile(
        CryptoSuite suite,
        SecretKeyBytes pseudonym,
        SecretKeyBytes master,
        List<SecretKeyBytes> retired,
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
        try {
            Path draft = draft(file, keys);
            try {
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

    /** A file of its own beside the one meant, on the disk before it gets its name. */
    private static Path draft(Path file, KeyFile keys) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(KeyFileFormat.write(keys));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private static KeyFile generate(CryptoSuite suite, SecureRandom random) {
        return new KeyFile(
                suite,
                fresh(1, suite.pseudonymKeyLength(), random),
                fresh(1, 32, random),
                List.of(),
                fresh(1, 32, random),
                fresh(1, 32, random),
                signing(random));
    }

    /** The same keys with a new master key; the one it replaces is retired. */
    public KeyFile rotated(SecureRandom random) {
        List<SecretKeyBytes> old = new ArrayList<>(List.of(master));
        old.addAll(retired);
        return new KeyFile(suite, pseudonym, fresh(master.id() + 1, 32, random), List.copyOf(old), page, lookup, audit);
    }

    /** The same keys without the retired ones. What only they open is lost. */
    public KeyFile withoutRetired() {
        return new KeyFile(suite, pseudonym, master, List.of(), page, lookup, audit);
    }

    /** Puts these keys in the place of the file's, whole or not at all. */
    public void replace(Path file) {
        try {
            Path draft = draft(file, this);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the key file " + file, failed);
        }
    }

    private static SecretKeyBytes fresh(int id, int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretKeyBytes(id, bytes);
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
