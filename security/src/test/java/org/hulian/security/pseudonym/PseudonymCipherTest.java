package org.hulian.security.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hulian.security.crypto.CryptoSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PseudonymCipherTest {

    /** FIPS 197 appendix C.1 and C.3; GB/T 32907-2016 appendix A.1. */
    @ParameterizedTest
    @CsvSource({
        "INTERNATIONAL, 000102030405060708090a0b0c0d0e0f,"
                + "00112233-4455-6677-8899-aabbccddeeff, 69c4e0d8-6a7b-0430-d8cd-b78070b4c55a",
        "INTERNATIONAL, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + "00112233-4455-6677-8899-aabbccddeeff, 8ea2b7ca-5167-45bf-eafc-49904b496089",
        "NATIONAL, 0123456789abcdeffedcba9876543210,"
                + "01234567-89ab-cdef-fedc-ba9876543210, 681edf34-d206-965e-86b3-e94f536e4246",
    })
    void agreesWithTheStandards(CryptoSuite suite, String key, UUID plain, UUID cipher) {
        PseudonymCipher pseudonyms = PseudonymCipher.of(suite, HexFormat.of().parseHex(key));

        assertThat(pseudonyms.pseudonym(plain)).isEqualTo(cipher);
        assertThat(pseudonyms.reveal(cipher)).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void revealsEveryPseudonymOnEveryThreadSeed7(CryptoSuite suite) {
        PseudonymCipher pseudonyms = PseudonymCipher.of(suite, new byte[16]);

        boolean all = IntStream.range(0, 10_000).parallel().allMatch(i -> {
            Random random = new Random(7L + i);
            UUID key = new UUID(random.nextLong(), random.nextLong());
            UUID pseudonym = pseudonyms.pseudonym(key);
            return !pseudonym.equals(key) && pseudonyms.reveal(pseudonym).equals(key);
        });

        assertThat(all).isTrue();
    }

    @Test
    void refusesAKeyOfTheWrongLength() {
        assertThatThrownBy(() -> PseudonymCipher.of(CryptoSuite.INTERNATIONAL, new byte[15]))
                .hasMessageContaining("16 or 32 bytes");
        assertThatThrownBy(() -> PseudonymCipher.of(CryptoSuite.NATIONAL, new byte[32]))
                .hasMessageContaining("16 bytes");
    }
}
