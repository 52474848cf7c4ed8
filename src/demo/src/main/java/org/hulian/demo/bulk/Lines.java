package org.hulian.demo.bulk;

import java.util.Arrays;

/**
 * Resources as NDJSON.
 *
 * @param bytes every line with its end
 */
record Lines(byte[] bytes, int count) {

    /** The first of them. */
    Lines head(int most) {
        int end = 0;
        for (int line = 0; line < Math.min(most, count); line++) {
            while (bytes[end++] != '\n') {}
        }
        return most >= count ? this : new Lines(Arrays.copyOf(bytes, end), most);
    }
}
