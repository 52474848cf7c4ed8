package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a pack lies in its file: magic, head, count of concepts, their numbers in the order of codes, then five sections:
 * records, parents, children, ancestors (each: where every concept's bytes begin, and the bytes) and the keys of words
 * with the concepts they stand in. Numbers in tables are big-endian.
 */
final class PackFormat {
    static final byte[] MAGIC = "hulian-codes-2\n".getBytes(StandardCharsets.US_ASCII);

    static final int INACTIVE = 1;
    static final int ABSTRACT = 2;

    static final int END = 0;
    static final int DEFINITION = 1;
    static final int DESIGNATION = 2;
    static final int PROPERTY = 3;

    private PackFormat() {}

    /** Whether a file begins like a pack and yet not like those that are written now: only the number differs. */
    static boolean isOfAnotherVersion(byte[] magic) {
        int number = MAGIC.length - 2;
        return magic[number] != MAGIC[number] && Arrays.equals(magic, 0, number, MAGIC, 0, number);
    }

    /** Takes the bytes of a text; says whether it wants more. */
    interface TextTaker {
        boolean take(ByteBuffer bytes, int at, int length);
    }

    /** The code and every wording of the record that begins here, as UTF-8: what words are looked for in. */
    static void wordings(Cursor record, TextTaker taker) {
        record.number();
        boolean more = give(record, taker);
        more = more && give(record, taker);
        for (int kind = more ? record.number() : END; kind != END; kind = more ? record.number() : END) {
            switch (kind) {
                case DEFINITION -> record.skip();
                case DESIGNATION -> {
                    for (int i = 0; i < 4; i++) {
                        record.skip();
                    }
                    more = give(record, taker);
                }
                case PROPERTY -> {
                    for (int i = 0; i < 3; i++) {
                        record.skip();
                    }
                }
                default -> throw new IllegalStateException("not a pack of this hub");
            }
        }
    }

    private static boolean give(Cursor record, TextTaker taker) {
        int length = record.skip();
        return length < 0 || taker.take(record.bytes(), record.place() - length, length);
    }
}
