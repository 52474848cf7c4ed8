package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.fhir.search.sql.WalkLimits;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.jspecify.annotations.Nullable;

/** Both databases: who, under the patients' keys, and what, under their pseudonyms. */
public final class Sides {
    /** Encrypted, it is a secret of 128 bits that the databases do not have. */
    private static final UUID HASHING = new UUID(0x68756c69616e2d74L, 0x6f6b656e2d763100L);

    private static final UUID CONTENT = new UUID(0x68756c69616e2d63L, 0x6f6e74656e742d31L);

    private final Side registry;
    private final Side clinical;
    private final PseudonymCipher cipher;
    private final TokenHasher hasher;

    /** The databases behind these pools; index hashes are keyed with a secret made by the cipher. */
    public Sides(DatabasePools.Pair registry, DatabasePools.Pair clinical, PseudonymCipher cipher, WalkLimits walk) {
        this.cipher = cipher;
        this.hasher = hasher(cipher);
        this.registry =
                Side.of(Store.REGISTRY, registry, UnaryOperator.identity(), UnaryOperator.identity(), hasher, walk);
        this.clinical = Side.of(Store.CLINICAL, clinical, cipher::pseudonym, cipher::reveal, hasher, walk);
    }

    private Sides(Side registry, Side clinical, PseudonymCipher cipher, TokenHasher hasher) {
        this.registry = registry;
        this.clinical = clinical;
        this.cipher = cipher;
        this.hasher = hasher;
    }

    /** Both as a transaction sees them, through the connections it has by now. */
    Sides within(@Nullable SqlClient who, @Nullable SqlClient what) {
        return new Sides(registry.within(who), clinical.within(what), cipher, hasher);
    }

    /** The hasher an installation's index is made with. */
    public static TokenHasher hasher(PseudonymCipher cipher) {
        return new TokenHasher(cipher.pseudonym(HASHING));
    }

    /** Mixed into content hashes. */
    byte[] contentSecret() {
        return cipher.pseudonym(CONTENT).toString().getBytes(StandardCharsets.US_ASCII);
    }

    Side of(ResourceType type) {
        return switch (type.store()) {
            case REGISTRY -> registry;
            case CLINICAL -> clinical;
            case AUDIT -> throw new IllegalArgumentException(type.name());
        };
    }

    Side registry() {
        return registry;
    }

    Side clinical() {
        return clinical;
    }

    UUID pseudonym(UUID key) {
        return cipher.pseudonym(key);
    }
}
