package org.hulian.mappers.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Sender;
import org.hulian.mappers.Severity;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.TraceEntry;
import org.hulian.mappers.function.Context;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Segment;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.ConceptMaps;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** The state of mapping one message. */
final class Run implements Context {

    private final SourceMessage source;
    private final Sender sender;
    private final ConceptMaps codes;
    private final LocalCodes local;
    private final Map<String, String> facts;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byReference = new HashMap<>();
    private final List<TraceEntry> trace = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Problem> seen = new HashSet<>();
    private final MessageDigest digest;
    private Scope scope;

    @SuppressWarnings("NullAway.Init") // set before the first instruction runs
    Run(SourceMessage source, Sender sender, ConceptMaps codes, LocalCodes local, Map<String, String> facts) {
        this.source = source;
        this.sender = sender;
        this.codes = codes;
        this.local = local;
        this.facts = facts;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void enter(Scope next) {
        scope = next;
    }

    List<Entry> entries() {
        return entries;
    }

    List<TraceEntry> trace() {
        return trace;
    }

    List<Problem> problems() {
        return problems;
    }

    String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    @Nullable
    Entry made(String type, String id) {
        return byReference.get(type + '/' + id);
    }

    /** A new resource, with its id traced to what the key was read from. */
    Entry make(String type, String id, String from, String row) {
        JsonValue.Obj resource = JsonValue.Obj.of("resourceType", type).with("id", id);
        Entry entry = new Entry(type, id, entries.size(), from, resource);
        entries.add(entry);
        byReference.put(entry.reference(), entry);
        trace.add(new TraceEntry("Bundle.entry[" + entry.index() + "].resource.id", from, row));
        return entry;
    }

    /** RFC 9562 version 8: SHA-256 over the sender, the type and the natural key, so that replays give the same id. */
    String id(String type, List<String> key) {
        digest.update(sender.code().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0x1F);
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        for (String part : key) {
            digest.update((byte) 0x1F);
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    void traced(String path, String from, String row) {
        trace.add(new TraceEntry(path, from, row));
    }

    /** Every leaf of the value, under the path. */
    void traced(JsonValue value, String path, String from, String row) {
        switch (value) {
            case JsonValue.Obj object -> object.members().forEach((name, v) -> traced(v, path + '.' + name, from, row));
            case JsonValue.Array array -> {
                for (int i = 0; i < array.items().size(); i++) {
                    traced(array.items().get(i), path + '[' + i + ']', from, row);
                }
            }
            case JsonValue.Text text -> traced(path, from, row);
            case JsonValue.Num number -> traced(path, from, row);
            case JsonValue.Bool bool -> traced(path, from, row);
        }
    }

    int mark() {
        return trace.size();
    }

    void rollback(int mark) {
        trace.subList(mark, trace.size()).clear();
    }

    void problem(Severity severity, String code, String location, String en, String zh) {
        Problem problem = new Problem(severity, code, location, en, zh);
        if (seen.add(problem)) {
            problems.add(problem);
        }
    }

    @Override
    public Sender sender() {
        return sender;
    }

    @Override
    public Instant received() {
        return source.received();
    }

    @Override
    public Translation translate(String map, Coding code) {
        return codes.translate(map, code);
    }

    @Override
    public @Nullable Translation decided(LocalCodes.Kind kind, Coding code) {
        return local.of(kind, code);
    }

    @Override
    public @Nullable Value field(String segment, int number) {
        Segment found = scope.segment(segment);
        if (found == null || !found.isPopulated(number)) {
            return null;
        }
        Value value = found.repetitions(number).get(0).value();
        return value.isEmpty() ? null : value;
    }

    @Override
    public void warn(String code, Value at, String en, String zh) {
        problem(Severity.WARNING, code, at.source(), en, zh);
    }
}
