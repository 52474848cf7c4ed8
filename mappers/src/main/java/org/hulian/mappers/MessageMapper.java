package org.hulian.mappers;

import java.util.List;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.engine.Engine;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.json.JsonWriter;
import org.hulian.mappers.source.hl7v2.Hl7v2Limits;
import org.hulian.mappers.source.hl7v2.Hl7v2Message;
import org.hulian.mappers.source.hl7v2.Hl7v2Parser;
import org.hulian.mappers.source.hl7v2.Parsed;
import org.hulian.terminology.translate.ConceptMaps;

/**
 * Maps HL7 v2 messages to FHIR R4. Immutable; one instance serves all threads.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/v2-to-fhir/">HL7 v2 to FHIR</a>
 */
public final class MessageMapper {

    private final Hl7v2Parser parser;
    private final Engine engine;

    public MessageMapper(Definitions definitions, ConceptMaps codes) {
        this(definitions, codes, Hl7v2Limits.DEFAULT);
    }

    /**
     * Compiles the definitions.
     *
     * @throws org.hulian.mappers.definition.InvalidDefinitionException naming file and line of every fault
     */
    public MessageMapper(Definitions definitions, ConceptMaps codes, Hl7v2Limits limits) {
        this.parser = new Hl7v2Parser(limits);
        this.engine = new Engine(definitions, codes);
    }

    /** The same bytes, sender and definitions always give the same bundle. Never throws for what a message holds. */
    public MappingResult map(SourceMessage message, Sender sender) {
        return map(message, sender, LocalCodes.NONE);
    }

    /** The same with what was decided of the sender's codes; the same decisions give the same bundle. */
    public MappingResult map(SourceMessage message, Sender sender, LocalCodes local) {
        return switch (parser.parse(message.bytes(), sender.defaultCharset())) {
            case Parsed.Failure failure -> failed(Status.PARSING_ERROR, "", null, problem(failure));
            case Hl7v2Message parsed -> map(parsed, message, sender, local);
        };
    }

    private MappingResult map(Hl7v2Message parsed, SourceMessage message, Sender sender, LocalCodes local) {
        if (!engine.types().contains(parsed.type())) {
            return failed(Status.CONVERSION_ERROR, parsed.type(), parsed.controlId(), unsupported(parsed.type()));
        }
        Engine.Output output = engine.run(parsed, message, sender, local);
        JsonValue.Obj bundle = output.bundle();
        return new MappingResult(
                status(output),
                parsed.type(),
                parsed.controlId(),
                bundle == null ? null : JsonWriter.bytes(bundle),
                bundle == null ? List.of() : output.trace(),
                output.coverage(),
                output.problems());
    }

    private static Status status(Engine.Output output) {
        if (output.bundle() == null) {
            return Status.CONVERSION_ERROR;
        }
        return output.problems().isEmpty() ? Status.PROCESSED : Status.WARNING;
    }

    private Problem unsupported(String type) {
        String known = String.join(", ", engine.types());
        return new Problem(
                Severity.ERROR,
                "TYPE_UNSUPPORTED",
                "MSH-9",
                "There is no mapping definition for " + type + "; there are: " + known + ".",
                "没有 " + type + " 的映射定义;现有:" + known + "。");
    }

    private static Problem problem(Parsed.Failure failure) {
        return new Problem(Severity.ERROR, failure.code(), failure.location(), failure.en(), failure.zh());
    }

    private static MappingResult failed(
            Status status, String type, @org.jspecify.annotations.Nullable String controlId, Problem problem) {
        return new MappingResult(status, type, controlId, null, List.of(), Coverage.NONE, List.of(problem));
    }
}
