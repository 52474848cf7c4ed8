package org.hulian.mappers.source.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of messages: one alone, several after another, or in FHS/BHS batches; each is cut out byte for byte. */
public final class Hl7v2Batch {

    private Hl7v2Batch() {}

    /** The messages in order. Bytes before the first MSH that are no batch header come back as a message of their own, to be refused. */
    public static List<byte[]> split(byte[] file) {
        List<byte[]> messages = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < file.length) {
            int end = at;
            while (end < file.length && file[end] != '\r' && file[end] != '\n') {
                end++;
            }
            boolean message = starts(file, at, end, "MSH");
            boolean batch = starts(file, at, end, "FHS")
                    || starts(file, at, end, "BHS")
                    || starts(file, at, end, "BTS")
                    || starts(file, at, end, "FTS");
            if ((message || batch) && start >= 0) {
                messages.add(Arrays.copyOfRange(file, start, at));
                start = -1;
            }
            if (start < 0 && !batch && end > at) {
                start = at;
            }
            at = end + 1;
        }
        if (start >= 0) {
            messages.add(Arrays.copyOfRange(file, start, file.length));
        }
        return messages;
    }

    private static boolean starts(byte[] file, int from, int to, String name) {
        int at = from;
        while (at < to && (file[at] == 0x0B || ((file[at] & 0xFF) >= 0xBB && at < from + 3))) {
            at++;
        }
        return at + 3 < to
                && file[at] == name.charAt(0)
                && file[at + 1] == name.charAt(1)
                && file[at + 2] == name.charAt(2);
    }
}
