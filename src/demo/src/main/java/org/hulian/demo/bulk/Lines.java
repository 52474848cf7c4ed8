package org.hulian.demo.bulk;

import java.util.List;

/** Resources of one type from one sender, a line each without its end. */
record Lines(String sender, String type, List<byte[]> lines) {

    /** At most so many of them. */
    Lines head(int most) {
        return most >= lines.size() ? this : new Lines(sender, type, lines.subList(0, most));
    }
}
