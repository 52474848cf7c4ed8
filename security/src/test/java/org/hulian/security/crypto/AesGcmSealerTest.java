package org.hulian.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class AesGcmSealerTest {

    private static final byte[] KEY = new byte[32];
    private static final byte[] CONTEXT = "Observation/1/note".getBytes(UTF_8);
    private static final byte[] PLAIN = "血糖 5.6 mmol/L".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final Sealer sealer = new AesGcmSealer(KEY, 7, random);

    @Test
    void opensWhatItSealed() {
        assertThat(sealer.open(sealer.seal(PLAIN, CONTEXT), CONTEXT)).isEqualTo(PLAIN);
        assertThat(sealer.open(sealer.seal(new byte[0], CONTEXT), CONTEXT)).isEmpty();
    }

    @Test
    void sealsAsBouncyCastleDoes() throws Exception {
        byte[] sealed = sealer.seal(PLAIN, CONTEXT);
        HexFormat hex = HexFormat.of();
        byte[] nonce = hex.parseHex(hex.formatHex(sealed, 5, 17));
        GCMBlockCipher reference = (GCMBlockCipher) GCMBlockCipher.newInstance(AESEngine.newInstance());
        reference.init(true, new AEADParameters(new KeyParameter(KEY), 128, nonce));
        reference.processAADBytes(sealed, 0, 5);
        reference.processAADBytes(CONTEXT, 0, CONTEXT.length);
        byte[] expected = new byte[PLAIN.length + 16];
        int length = reference.processBytes(PLAIN, 0, PLAIN.length, expected, 0);
        reference.doFinal(expected, length);

        assertThat(hex.formatHex(sealed, 17, sealed.length)).isEqualTo(hex.formatHex(expected));
    }

    /** Test case 14 of the GCM specification (McGrew and Viega), AES-256, to be sure of the JDK's own primitive. */
    @Test
    void restsOnAGcmThatAgreesWithItsSpecification() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, new byte[12]));

        assertThat(HexFormat.of().formatHex(cipher.doFinal(new byte[16])))
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
    }

    @Test
    void opensNothingWithAnyByteChanged() {
        byte[] sealed = sealer.seal(PLAIN, CONTEXT);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(changed, CONTEXT)).isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void opensNothingInAnotherContextOrUnderAnotherKey() {
        byte[] sealed = sealer.seal(PLAIN, CONTEXT);
        byte[] otherKey = KEY.clone();
        otherKey[0] = 1;

        assertThatThrownBy(() -> sealer.open(sealed, "Observation/2/note".getBytes(UTF_8)))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> new AesGcmSealer(otherKey, 7, random).open(sealed, CONTEXT))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> new AesGcmSealer(KEY, 8, random).open(sealed, CONTEXT))
                .hasMessage("sealed under key 7, not 8");
        assertThatThrownBy(() -> sealer.open(new byte[3], CONTEXT)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void neverSealsTheSameTwice() {
        assertThat(sealer.seal(PLAIN, CONTEXT)).isNotEqualTo(sealer.seal(PLAIN, CONTEXT));
        assertThat(AesGcmSealer.keyIdOf(sealer.seal(PLAIN, CONTEXT))).isEqualTo(7);
    }

    @Test
    void givesEveryResidentAKeyOfTheirOwn() {
        ResidentKeys keys = new ResidentKeys(sealer, random);
        UUID resident = new UUID(1, 1);
        UUID another = new UUID(2, 2);
        byte[] wrapped = keys.create(resident);

        byte[] sealed = keys.unwrap(resident, wrapped).seal(PLAIN, CONTEXT);

        assertThat(keys.unwrap(resident, wrapped).open(sealed, CONTEXT)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> keys.unwrap(another, wrapped)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> keys.unwrap(another, keys.create(another)).open(sealed, CONTEXT))
                .isInstanceOf(SealBrokenException.class);
    }
}
