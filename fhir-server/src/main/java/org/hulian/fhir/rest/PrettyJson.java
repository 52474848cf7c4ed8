package org.hulian.fhir.rest;

import java.io.ByteArrayOutputStream;

/** Indents JSON without reading its values: every token keeps its bytes, so decimals keep their precision. */
final class PrettyJson {
    private final byte[] json;
    private final ByteArrayOutputStream out;
    private int depth;

    private PrettyJson(byte[] json) {
        this.json = json;
        this.out = new ByteArrayOutputStream(json.length * 3 / 2);
    }

    /** Well-formed JSON in, the same indented by two spaces out. */
    static byte[] of(byte[] json) {
        PrettyJson pretty = new PrettyJson(json);
        pretty.run();
        return pretty.out.toByteArray();
    }

    private void run() {
        int at = 0;
        while (at < json.length) {
            byte c = json[at];
            switch (c) {
                case '"' -> at = string(at);
                case '{', '[' -> at = open(at);
                case '}', ']' -> {
                    depth--;
                    line();
                    out.write(c);
                }
                case ',' -> {
                    out.write(c);
                    line();
                }
                case ':' -> {
                    out.write(c);
                    out.write(' ');
                }
                case ' ', '\t', '\r', '\n' -> {
                    // Layout of the sender; ours replaces it.
                }
                default -> out.write(c);
            }
            at++;
        }
        out.write('\n');
    }

    /** Opens an object or array; an empty one stays on its line. */
    private int open(int at) {
        out.write(json[at]);
        int next = at + 1;
        while (next < json.length && json[next] <= ' ') {
            next++;
        }
        if (next < json.length && (json[next] == '}' || json[next] == ']')) {
            out.write(json[next]);
            return next;
        }
        depth++;
        line();
        return at;
    }

    private int string(int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        out.write(json, from, at - from + 1);
        return at;
    }

    private void line() {
        out.write('\n');
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
