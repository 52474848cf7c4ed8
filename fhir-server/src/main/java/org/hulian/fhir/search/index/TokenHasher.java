package org.hulian.fhir.search.index;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParameter;

/**
 * Hashes what a resource is found by into 64 bits, keyed (SipHash-2-4), so that who holds only the database cannot test
 * guesses of identifiers. Type and parameter are part of every hash.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash</a>
 */
public final class TokenHasher {
    private static final byte ANY_SYSTEM = 1;
    private static final byte EXACT = 2;
    private static final byte NO_SYSTEM = 3;
    private static final byte ANY_CODE = 4;
    private static final byte REFERENCE = 5;
    private static final byte URL = 6;
    private static final byte PAIR = 7;
    private static final byte WORD = 8;
    private static final byte OF_TYPE = 9;
    private static final byte PRESENT = 10;
    /** Added to the variants of an identifier given beside a reference. */
    private static final byte BESIDE = 16;

    private final long k0;
    private final long k1;

    /** A hasher under a key of 128 secret bits; another key needs a new index. */
    public TokenHasher(UUID key) {
        this.k0 = key.getMostSignificantBits();
        this.k1 = key.getLeastSignificantBits();
    }

    /** {@code code} in any system or none. */
    public long anySystem(ResourceType type, SearchParameter parameter, String code) {
        return text(type, parameter, ANY_SYSTEM, "", code);
    }

    /** {@code system|code}. */
    public long exact(ResourceType type, SearchParameter parameter, String system, String code) {
        return text(type, parameter, EXACT, system, code);
    }

    /** {@code |code}. */
    public long noSystem(ResourceType type, SearchParameter parameter, String code) {
        return text(type, parameter, NO_SYSTEM, "", code);
    }

    /** {@code system|}. */
    public long anyCode(ResourceType type, SearchParameter parameter, String system) {
        return text(type, parameter, ANY_CODE, system, "");
    }

    /** An identifier with a code of its type. */
    public long ofType(ResourceType type, SearchParameter parameter, String system, String code, String value) {
        return text(type, parameter, OF_TYPE, system + "|" + code, value);
    }

    /** A URL, URI or canonical. */
    public long url(ResourceType type, SearchParameter parameter, String url) {
        return text(type, parameter, URL, "", url);
    }

    /** An identifier beside a reference; the variants are those of a token. */
    public TokenHasher beside() {
        return new TokenHasher(new UUID(k0 ^ BESIDE, k1));
    }

    /** A reference to a resource of this server. */
    public long reference(ResourceType type, SearchParameter parameter, short target, UUID key) {
        byte[] bytes = new byte[22];
        head(bytes, type, parameter, REFERENCE);
        bytes[4] = (byte) (target >> 8);
        bytes[5] = (byte) target;
        put(bytes, 6, key.getMostSignificantBits());
        put(bytes, 14, key.getLeastSignificantBits());
        return hash(bytes);
    }

    /** That there is a value. */
    public long present(ResourceType type, SearchParameter parameter) {
        return text(type, parameter, PRESENT, "", "");
    }

    /** Two hashes that must meet in one element. */
    public long pair(ResourceType type, long first, long second) {
        byte[] bytes = new byte[20];
        bytes[0] = (byte) (type.number() >> 8);
        bytes[1] = (byte) type.number();
        bytes[3] = PAIR;
        put(bytes, 4, first);
        put(bytes, 12, second);
        return hash(bytes);
    }

    /** 32 bits of a word that narrows a row down and decides nothing alone, such as a unit; 0 for no word. */
    public int word(String word) {
        byte[] text = word.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[4 + text.length];
        bytes[3] = WORD;
        System.arraycopy(text, 0, bytes, 4, text.length);
        return word.isEmpty() ? 0 : (int) hash(bytes);
    }

    /** A code beside an amount: the upper half names parameter and code, the lower the system. */
    public long codeBeside(SearchParameter parameter, String system, String code) {
        return ((long) word(parameter.number() + "|" + code) << 32) | (word(system) & 0xffffffffL);
    }

    private long text(ResourceType type, SearchParameter parameter, byte variant, String system, String code) {
        byte[] first = system.getBytes(StandardCharsets.UTF_8);
        byte[] second = code.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[5 + first.length + second.length];
        head(bytes, type, parameter, variant);
        System.arraycopy(first, 0, bytes, 4, first.length);
        // The byte between stays 0, which neither text contains.
        System.arraycopy(second, 0, bytes, 5 + first.length, second.length);
        return hash(bytes);
    }

    private static void head(byte[] bytes, ResourceType type, SearchParameter parameter, byte variant) {
        bytes[0] = (byte) (type.number() >> 8);
        bytes[1] = (byte) type.number();
        bytes[2] = (byte) parameter.number();
        bytes[3] = variant;
    }

    private static void put(byte[] bytes, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private long hash(byte[] bytes) {
        long[] v = {
            k0 ^ 0x736f6d6570736575L, k1 ^ 0x646f72616e646f6dL, k0 ^ 0x6c7967656e657261L, k1 ^ 0x7465646279746573L
        };
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            compress(v, word(bytes, i, 8));
        }
        compress(v, word(bytes, whole, bytes.length - whole) | ((long) bytes.length << 56));
        v[2] ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round(v);
        }
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static long word(byte[] bytes, int at, int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[at + i] & 0xffL) << (8 * i);
        }
        return word;
    }

    private static void compress(long[] v, long word) {
        v[3] ^= word;
        round(v);
        round(v);
        v[0] ^= word;
    }

    private static void round(long[] v) {
        v[0] += v[1];
        v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
        v[0] = Long.rotateLeft(v[0], 32);
        v[2] += v[3];
        v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
        v[2] = Long.rotateLeft(v[2], 32);
    }
}
