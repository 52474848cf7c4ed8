package org.hulian.security.audit.verify;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One line of entries.ndjson.
 *
 * @param ownHash SHA-256 over {@code prev} and the entry, computed here
 */
record EntryLine(int log, long seq, String prev, String hash, String ownHash) {

    private static final HexFormat HEX = HexFormat.of();

    /** Empty when it is not in the form of the export. */
    static Optional<EntryLine> read(byte[] line, MessageDigest sha256) {
        try {
            Scanner in = new Scanner(line);
            int log = in.literal("{\"log\":").smallNumber();
            long seq = in.literal(",\"seq\":").number();
            String prev = in.literal(",\"prev\":\"").hash();
            String hash = in.literal("\",\"hash\":\"").hash();
            int start = in.literal("\",\"entry\":").position();
            if (line.length <= start || line[line.length - 1] != '}') {
                return Optional.empty();
            }
            sha256.update(HEX.parseHex(prev));
            sha256.update(line, start, line.length - 1 - start);
            return Optional.of(new EntryLine(log, seq, prev, hash, HEX.formatHex(sha256.digest())));
        } catch (Scanner.Unexpected malformed) {
            return Optional.empty();
        }
    }

    boolean isWhole() {
        return hash.equals(ownHash);
    }
}
