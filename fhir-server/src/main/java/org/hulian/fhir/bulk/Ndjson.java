package org.hulian.fhir.bulk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.StoredResource;

/** Resources one to a line, <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>. */
final class Ndjson {
    private Ndjson() {}

    /** A line break inside a JSON value can only be white space between tokens, so a space means the same. */
    static byte[] lines(List<StoredResource> resources) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (StoredResource resource : resources) {
            for (byte each : resource.body()) {
                out.write(each == '\n' || each == '\r' ? ' ' : each);
            }
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** What was deleted, as a transaction that would delete it elsewhere; nothing for nothing. */
    static byte[] deletions(List<Deletion> deletions) {
        if (deletions.isEmpty()) {
            return new byte[0];
        }
        return deletions.stream()
                .map(deletion -> "{\"request\":{\"method\":\"DELETE\",\"url\":\"" + deletion.key() + "\"}}")
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Lines of JSON of our own making. */
    static byte[] join(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** The lines of a text, without those that are empty. */
    static List<byte[]> split(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= text.length; at++) {
            if (at == text.length || text[at] == '\n') {
                if (!isBlank(text, start, at)) {
                    lines.add(Arrays.copyOfRange(text, start, at));
                }
                start = at + 1;
            }
        }
        return lines;
    }

    private static boolean isBlank(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r') {
                return false;
            }
        }
        return true;
    }
}
