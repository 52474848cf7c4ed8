package org.hulian.security.pseudonym;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian longs in a block, the byte order of a UUID's text. */
final class Bits {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bits() {}

    static long get(byte[] block, int offset) {
        return (long) LONG.get(block, offset);
    }

    static void put(byte[] block, int offset, long value) {
        LONG.set(block, offset, value);
    }
}
