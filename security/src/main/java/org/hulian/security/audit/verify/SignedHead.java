package org.hulian.security.audit.verify;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;

/** A checkpoint whose signature holds: entry {@code seq} of {@code log} has this hash. */
record SignedHead(int log, long seq, String hash) {

    static SignedHead read(byte[] line, PublicKey key) throws TamperedException {
        int log = 0;
        long seq = 0;
        try {
            Scanner in = new Scanner(line);
            log = in.literal("{\"log\":").smallNumber();
            seq = in.literal(",\"seq\":").number();
            String hash = in.literal(",\"hash\":\"").hash();
            String at = in.literal("\",\"at\":\"").text();
            String keyId = in.literal("\",\"keyId\":\"").text();
            String signature = in.literal("\",\"signature\":\"").text();
            in.literal("\"}").end();
            String text = String.join("\n", "hulian-audit-checkpoint/1", log + "", seq + "", hash, at, keyId, "");
            byte[] decoded = Base64.getDecoder().decode(signature);
            if (Ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), decoded)) {
                return new SignedHead(log, seq, hash);
            }
        } catch (Scanner.Unexpected | IllegalArgumentException malformed) {
            // Whatever could be read of log and seq names the checkpoint.
        }
        throw new TamperedException(
                Verdict.Kind.BAD_SIGNATURE, log, seq, "A checkpoint is not signed by the given key.");
    }
}
