package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a pack lies in its file: magic, head, count of concepts, their numbers in the order of codes, then five sections:
 * records, parents, children, ancestors (each: where every concept's bytes begin, and the bytes) and the keys of words
 * with the concepts they stand in. Numbers in tables are big-endian.
 */
final class PackFormat {
    static final byte[] MAGIC = "hulian-codes-1\n".getBytes(StandardCharsets.US_ASCII);

    static final int INACTIVE = 1;
    static final int ABSTRACT = 2;

    static final int END = 0;
    static final int DEFINITION = 1;
    static final int DESIGNATION = 2;
    static final int PROPERTY = 3;

    private PackFormat() {}

    /** Every wording of a record: what words are looked for in. */
    static void texts(byte[] record, Consumer<String> taker) {
        Cursor cursor = new Cursor(ByteBuffer.wrap(record), 0);
        cursor.number();
        cursor.text();
        give(cursor.text(), taker);
        for (int kind = cursor.number(); kind != END; kind = cursor.number()) {
            switch (kind) {
                case DEFINITION -> cursor.text();
                case DESIGNATION -> {
                    for (int i = 0; i < 4; i++) {
                        cursor.text();
                    }
                    give(cursor.text(), taker);
                }
                case PROPERTY -> {
                    cursor.text();
                    cursor.text();
                    cursor.text();
                }
                default -> throw new IllegalStateException("not a pack of this hub");
            }
        }
    }

    private static void give(@Nullable String text, Consumer<String> taker) {
        if (text != null) {
            taker.accept(text);
        }
    }
}
