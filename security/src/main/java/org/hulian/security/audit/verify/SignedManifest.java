package org.hulian.security.audit.verify;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The manifest of an export whose signature holds. */
record SignedManifest(List<Log> logs, String entriesDigest, String checkpointsDigest) {

    private static final int MAX_LOGS = 10_000;

    /**
     * What the export holds of one log.
     *
     * @param hash of the last entry
     */
    record Log(int number, long first, long last, String hash) {}

    static SignedManifest read(byte[] json, PublicKey key) throws TamperedException {
        try {
            Scanner in = new Scanner(json);
            in.literal("{\"format\":\"hulian-audit-export/1\",\"created\":\"").text();
            in.literal("\",\"keyId\":\"").text();
            in.literal("\",\"logs\":[");
            List<Log> logs = new ArrayList<>();
            while (in.looksAt('{') && logs.size() < MAX_LOGS) {
                logs.add(log(in));
                if (in.looksAt(',')) {
                    in.literal(",");
                }
            }
            String entries = in.literal("],\"entries\":\"").hash();
            String checkpoints = in.literal("\",\"checkpoints\":\"").hash();
            byte[] signed = Arrays.copyOf(json, in.literal("\"").position());
            String signature = in.literal(",\"signature\":\"").text();
            in.literal("\"}\n").end();
            if (Ed25519.verifies(key, signed, Base64.getDecoder().decode(signature))) {
                return new SignedManifest(List.copyOf(logs), entries, checkpoints);
            }
        } catch (Scanner.Unexpected | IllegalArgumentException malformed) {
            // Not what was signed, either way.
        }
        throw new TamperedException(Verdict.Kind.BAD_SIGNATURE, 0, 0, "The manifest is not signed by the given key.");
    }

    private static Log log(Scanner in) throws Scanner.Unexpected {
        int number = in.literal("{\"log\":").smallNumber();
        long first = in.literal(",\"first\":").number();
        long last = in.literal(",\"last\":").number();
        String hash = in.literal(",\"hash\":\"").hash();
        in.literal("\"}");
        return new Log(number, first, last, hash);
    }
}
