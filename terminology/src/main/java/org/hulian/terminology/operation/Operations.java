package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.Library;
import org.jspecify.annotations.Nullable;

/** The operations over one library. Safe for many threads; nothing here waits. */
public final class Operations {
    private final Library library;
    private final Memory memory;
    private final Closures closures;
    private final Limits limits;
    private final Supplier<UUID> ids;
    private final Supplier<Instant> clock;

    /** Operations over a library. */
    public Operations(Library library, Limits limits, Supplier<UUID> ids, Supplier<Instant> clock) {
        this.library = library;
        this.memory = new Memory(library, limits.remembered());
        this.closures = new Closures(limits, clock);
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** The answer, or an OperationOutcome; a request that cannot be read is refused like any other. */
    public Reply answer(Operation operation, Supplier<Request> asked, Reader reader) {
        return told(reader, () -> {
            Request request = asked.get();
            return switch (operation) {
                case LOOKUP -> new Lookup(desk(request, reader)).answer(request);
                case VALIDATE_IN_CODE_SYSTEM -> validation(request, reader).inCodeSystem(request);
                case VALIDATE_IN_VALUE_SET -> validation(request, reader).inValueSet(request);
                case VALIDATE_BATCH -> batch(request, reader);
                case SUBSUMES -> new Subsumption(desk(request, reader)).answer(request);
                case EXPAND -> new Expansion(desk(request, reader), limits, ids, clock).answer(request);
                case TRANSLATE -> new Mapping(desk(request, reader).library()).answer(request);
            };
        });
    }

    /**
     * {@code $closure}: a table that its owner fills concept by concept.
     *
     * @param owner who the table belongs to; names of different owners are different tables
     */
    public Reply closure(String owner, Supplier<Request> asked, Reader reader) {
        return told(reader, () -> {
            Request request = asked.get();
            return closures.answer(owner, request, desk(request, reader));
        });
    }

    /** A value set, code system or concept map as the library has it, in the versions the request prefers. */
    public Library library() {
        return library;
    }

    /** One answer for each validation; what stands beside them holds for all. */
    private ObjectNode batch(Request request, Reader reader) {
        List<JsonNode> validations = request.objects("validation");
        if (validations.size() > limits.validations()) {
            throw TerminologyException.invalid(
                    "At most %d validations fit into one request.".formatted(limits.validations()),
                    "单次请求最多校验 %d 项。".formatted(limits.validations()));
        }
        Out out = new Out();
        for (JsonNode each : validations) {
            Request one = Request.of(each).over(request);
            out.resource("validation", validated(one, reader));
        }
        return out.resource();
    }

    private ObjectNode validated(Request one, Reader reader) {
        try {
            boolean inSet = one.has("url") || one.has("valueSet");
            Validation validation = validation(one, reader);
            return inSet ? validation.inValueSet(one) : validation.inCodeSystem(one);
        } catch (TerminologyException refused) {
            return Out.outcome(List.of(refused.issue()), reader.language());
        }
    }

    private Validation validation(Request request, Reader reader) {
        return new Validation(desk(request, reader), reader.language());
    }

    private Desk desk(Request request, Reader reader) {
        return Desk.of(request, library, memory, limits, reader.accepted());
    }

    private static Reply told(Reader reader, Supplier<ObjectNode> work) {
        try {
            return Out.reply(work.get());
        } catch (TerminologyException refused) {
            return Out.refusal(refused, reader.language());
        }
    }

    /**
     * Who reads the answer.
     *
     * @param language of messages, {@code zh} or {@code en}
     * @param accepted the Accept-Language header, or null
     */
    public record Reader(String language, @Nullable String accepted) {
        public static final Reader ENGLISH = new Reader("en", null);
    }
}
