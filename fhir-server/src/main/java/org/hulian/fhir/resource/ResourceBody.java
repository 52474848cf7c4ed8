package org.hulian.fhir.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it was sent: its JSON bytes, read once, with the places the hub must know. Nothing is re-encoded;
 * what is stored and sent again are these bytes with id, version and time filled in.
 */
public final class ResourceBody {
    /** Milliseconds in UTC, always of the same length. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final byte[] json;
    private final String type;
    private final @Nullable String id;
    private final List<Span> meta;
    private final List<Span> members;
    private final List<Mark> marks;
    private final @Nullable String conditional;

    ResourceBody(
            byte[] json,
            String type,
            @Nullable String id,
            List<Span> meta,
            List<Span> members,
            List<Mark> marks,
            @Nullable String conditional) {
        this.json = json;
        this.type = type;
        this.id = id;
        this.meta = meta;
        this.members = members;
        this.marks = marks;
        this.conditional = conditional;
    }

    /** From {@code name} to the end of its value. */
    record Span(int start, int end) {}

    /**
     * Reads a body.
     *
     * @param json the bytes as sent; kept, not copied
     * @param base the hub's own FHIR base URL without a slash at the end; references below it are local
     * @throws org.hulian.fhir.failure.FailureException Malformed, Invalid or TooLong
     */
    public static ResourceBody read(byte[] json, BodyLimits limits, String base) {
        return new BodyReader(json, limits, base).read();
    }

    /** {@code resourceType}. */
    public String type() {
        return type;
    }

    /** The id as sent, if any. */
    public @Nullable String id() {
        return id;
    }

    /** Where a reference such as {@code Patient?identifier=...} stands, null where none does. */
    public @Nullable String conditionalReference() {
        return conditional;
    }

    /** The bytes as sent; not to be changed. */
    public byte[] bytes() {
        return json;
    }

    /** Whether the clinical database needs pieces of it sealed. */
    public boolean hasPiecesToSeal() {
        for (Mark mark : marks) {
            boolean own = mark.kind() == Mark.Kind.PATIENT_ID
                    && ResourceKeys.isOwnKey(
                            new String(json, mark.start(), mark.end() - mark.start(), StandardCharsets.US_ASCII));
            if (!own) {
                return true;
            }
        }
        return false;
    }

    /** The body as it is stored and sent: everything not named here stays byte for byte. */
    public ComposedBody withMeta(ResourceId assigned, Version version, Instant updated) {
        String head = "{\"resourceType\":\"" + type + "\",\"id\":\"" + assigned.value()
                + "\",\"meta\":{\"versionId\":\"" + version.number()
                + "\",\"lastUpdated\":\"" + INSTANT.format(updated) + '"';
        return compose(head.getBytes(StandardCharsets.UTF_8));
    }

    private ComposedBody compose(byte[] head) {
        byte[] out = new byte[head.length + json.length + members.size() + meta.size() + 2];
        List<Mark> moved = new ArrayList<>(marks.size());
        System.arraycopy(head, 0, out, 0, head.length);
        int at = append(meta, out, head.length, moved);
        out[at++] = '}';
        at = append(members, out, at, moved);
        out[at++] = '}';
        return new ComposedBody(at == out.length ? out : Arrays.copyOf(out, at), List.copyOf(moved));
    }

    private int append(List<Span> spans, byte[] out, int from, List<Mark> moved) {
        int at = from;
        int mark = 0;
        for (Span span : spans) {
            out[at++] = ',';
            System.arraycopy(json, span.start, out, at, span.end - span.start);
            while (mark < marks.size() && marks.get(mark).start() < span.end) {
                if (marks.get(mark).start() >= span.start) {
                    moved.add(marks.get(mark).moved(at - span.start));
                }
                mark++;
            }
            at += span.end - span.start;
        }
        return at;
    }

    /**
     * A hash of everything but id, version and time: equal bodies make no new version.
     *
     * @param secret mixed in, so that who holds only the database cannot test guesses of the content
     */
    public byte[] contentHash(byte[] secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            digest.update(type.getBytes(StandardCharsets.UTF_8));
            for (Span span : meta) {
                digest.update((byte) 1);
                digest.update(json, span.start, span.end - span.start);
            }
            for (Span span : members) {
                digest.update((byte) 2);
                digest.update(json, span.start, span.end - span.start);
            }
            return Arrays.copyOf(digest.digest(), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
