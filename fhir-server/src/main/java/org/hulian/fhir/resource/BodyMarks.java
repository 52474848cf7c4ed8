package org.hulian.fhir.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds, object by object, what the clinical database must not hold in clear: ids in references to patients, names
 * and identifiers given beside such references, narrative, notes, attachments, whole persons.
 */
final class BodyMarks {
    private static final Set<String> INTERESTING = Set.of(
            "reference", "display", "identifier", "type", "div", "data", "origin", "resourceType", "text", "fullUrl");
    private static final Pattern CONDITIONAL = Pattern.compile("[A-Z][A-Za-z]{1,40}\\?");
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> PERSONS = Set.of("Patient", "RelatedPerson", "Person");
    /** Elements that name the patient; a logical reference there is taken for one. */
    private static final Set<String> SUBJECTS =
            Set.of("subject", "patient", "for", "beneficiary", "individual", "candidate", "subscriber", "policyHolder");

    private final byte[] json;
    private final String base;
    private final List<Mark> marks = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private @Nullable String conditional;

    BodyMarks(byte[] json, String base) {
        this.json = json;
        this.base = base + "/";
    }

    /** One object being read. */
    private static final class Frame {
        private final String name;
        private final int start;
        private ResourceBody.@Nullable Span display;
        private ResourceBody.@Nullable Span identifier;
        private ResourceBody.@Nullable Span data;
        private @Nullable String reference;
        private @Nullable String type;
        private @Nullable String resourceType;
        private boolean sampled;

        Frame(String name, int start) {
            this.name = name;
            this.start = start;
        }
    }

    boolean interesting(String member) {
        return INTERESTING.contains(member);
    }

    void begin(String name, int start) {
        open.push(new Frame(name, start));
    }

    void member(String member, int start, int end, boolean string) {
        Frame frame = open.element();
        switch (member) {
            case "reference" -> {
                if (string) {
                    reference(frame, start, end);
                }
            }
            case "display" -> frame.display = new ResourceBody.Span(start, end);
            case "identifier" -> frame.identifier = new ResourceBody.Span(start, end);
            case "type" -> frame.type = string ? text(start + 1, end - 1) : null;
            case "resourceType" -> frame.resourceType = string ? text(start + 1, end - 1) : null;
            case "origin" -> frame.sampled = true;
            case "data" -> frame.data = string ? new ResourceBody.Span(start, end) : null;
            case "div" -> seal("text".equals(frame.name), start, end);
            case "text" -> seal(string && "note".equals(frame.name), start, end);
            case "fullUrl" -> seal(string && text(start + 1, end - 1).contains("Patient/"), start, end);
            default -> throw new IllegalStateException(member);
        }
    }

    private void seal(boolean hide, int start, int end) {
        if (hide) {
            marks.add(new Mark(start, end, Mark.Kind.SEALED));
        }
    }

    private void reference(Frame frame, int start, int end) {
        String value = text(start + 1, end - 1);
        frame.reference = value;
        if (CONDITIONAL.matcher(value).lookingAt()) {
            conditional = frame.name + ".reference";
            seal(true, start, end);
            return;
        }
        int local = value.startsWith(base) ? base.length() : 0;
        if (!value.startsWith("Patient/", local)) {
            return;
        }
        int from = local + "Patient/".length();
        int slash = value.indexOf('/', from);
        int to = slash < 0 ? value.length() : slash;
        // Ids are ASCII, so characters are bytes; an escaped or odd reference is sealed whole.
        if (value.length() == end - start - 2 && ResourceId.isValid(value.substring(from, to))) {
            marks.add(new Mark(start + 1 + from, start + 1 + to, Mark.Kind.PATIENT_ID));
        } else {
            marks.add(new Mark(start, end, Mark.Kind.SEALED));
        }
    }

    void end(int end) {
        Frame frame = open.pop();
        if (frame.resourceType != null && PERSONS.contains(frame.resourceType)) {
            marks.removeIf(mark -> mark.start() >= frame.start);
            marks.add(new Mark(frame.start, end, Mark.Kind.SEALED));
            return;
        }
        if (namesPerson(frame)) {
            seal(frame.display);
            seal(frame.identifier);
        }
        if (frame.data != null && !frame.sampled) {
            seal(frame.data);
        }
    }

    private static boolean namesPerson(Frame frame) {
        String reference = frame.reference;
        if (reference != null) {
            String stem = reference.startsWith("http") ? reference.substring(reference.indexOf(':') + 1) : reference;
            return PERSONS.stream()
                            .anyMatch(person -> stem.startsWith(person + "/") || stem.contains("/" + person + "/"))
                    || (reference.startsWith("#") && SUBJECTS.contains(frame.name));
        }
        return frame.type == null ? SUBJECTS.contains(frame.name) : PERSONS.contains(frame.type);
    }

    void seal(ResourceBody.@Nullable Span span) {
        if (span != null) {
            marks.removeIf(mark -> mark.start() >= span.start() && mark.end() <= span.end());
            marks.add(new Mark(span.start(), span.end(), Mark.Kind.SEALED));
        }
    }

    List<Mark> finished() {
        marks.sort(Comparator.comparingInt(Mark::start));
        return List.copyOf(marks);
    }

    /** Where a conditional reference stands, null where none does. */
    @Nullable
    String conditional() {
        return conditional;
    }

    /** What a text says: {@code Patient\/1} is Patient/1. */
    private String text(int start, int end) {
        String raw = new String(json, start, end - start, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        try (JsonParser parser = JSON.createParser(json, start - 1, end - start + 2)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
