package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.feed.Feed;
import org.hulian.fhir.store.Found;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.crypto.MasterSealer;
import org.hulian.security.crypto.ResidentKeys;
import org.hulian.security.crypto.SealBrokenException;
import org.hulian.security.crypto.Sealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealingTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID MESSAGE = UUID.fromString("01970000-0000-7000-8000-000000000001");

    private static final String NARRATED = """
            {"resourceType":"Observation","id":"%s","status":"final","text":{"status":"generated",\
            "div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">%s</div>"},"code":{"text":"note"}%s}""";

    /** The keys of {@link TestStore}, whose master key is all zero, after a rotation. */
    private static KeyFile rotated(Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        KeyFile fresh = KeyFile.createIfAbsent(file, CryptoSuite.INTERNATIONAL, RANDOM);
        Base64.Encoder base64 = Base64.getEncoder();
        String made = base64.encodeToString(fresh.master().bytes());
        Files.writeString(file, Files.readString(file).replace(made, base64.encodeToString(new byte[32])));
        return KeyFile.load(file).rotated(RANDOM);
    }

    @Test
    void afterwardsTheNewKeyAloneOpensEverything(@TempDir Path folder) throws IOException {
        try (TestStore hub = new TestStore()) {
            hub.put(TestStore.FIRST, "{\"resourceType\":\"Patient\",\"id\":\"p\"}");
            hub.put(
                    TestStore.FIRST,
                    NARRATED.formatted("own", "of a resident", ",\"subject\":{\"reference\":\"Patient/p\"}"));
            hub.put(TestStore.FIRST, NARRATED.formatted("nobody", "first words", ""));
            hub.put(TestStore.FIRST, NARRATED.formatted("nobody", "second words", ""));
            message(hub);
            KeyFile keys = rotated(folder);
            MasterSealer both = new MasterSealer(keys, RANDOM);

            long pieces = reseal(hub, keys, both);

            assertThat(pieces).as("resident key, two versions, message").isEqualTo(4);
            MasterSealer alone = new MasterSealer(keys.withoutRetired(), RANDOM);
            assertThat(text(hub, alone, "Observation/own")).contains("of a resident");
            assertThat(text(hub, alone, "Observation/nobody")).contains("second words");
            assertThat(reseal(hub, keys, both)).as("nothing is left").isZero();
            assertThatThrownBy(() -> text(hub, new AesGcmSealer(new byte[32], 1, RANDOM), "Observation/nobody"))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    private static long reseal(TestStore hub, KeyFile keys, MasterSealer master) {
        return new Resealing(hub.sides, new ResidentKeys(master, RANDOM), master, keys)
                .run(List.of(Feed.sealedMessages(hub.clinical, master)))
                .await()
                .atMost(PATIENCE);
    }

    private static void message(TestStore hub) {
        byte[] sealed = new AesGcmSealer(new byte[32], 1, RANDOM)
                .seal(new byte[] {1}, ("feed/" + MESSAGE).getBytes(StandardCharsets.US_ASCII));
        hub.clinical
                .preparedQuery("""
                        insert into hub.feed_message (id, control_id, type, sha256, received, accepted, status, sealed)
                        values ($1, 'c1', 'ADT^A01', '', now(), true, 'processed', $2)
                        """)
                .execute(Tuple.of(MESSAGE, Buffer.buffer(sealed)))
                .await()
                .atMost(PATIENCE);
    }

    private static String text(TestStore hub, Sealer master, String reference) {
        ResidentKeyRing ring = new ResidentKeyRing(hub.registry, new ResidentKeys(master, RANDOM), master);
        Found found = new ResourceReader(new BodyOpener(ring))
                .read(hub.sides.clinical(), TestStore.key(reference), TestStore.ALL)
                .await()
                .atMost(PATIENCE);
        return new String(((Found.Visible) found).resource().body(), StandardCharsets.UTF_8);
    }
}
