package org.hulian.fhir.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.SummaryEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** The detour by HAPI's model, taken only for XML, {@code _summary} and {@code _elements}; on a worker thread. */
public final class Rendering {
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE|<!ENTITY", Pattern.CASE_INSENSITIVE);

    private final FhirContext fhir;
    private final Vertx vertx;

    /** Encodes with a context, on the workers of a Vert.x. */
    public Rendering(FhirContext fhir, Vertx vertx) {
        this.fhir = fhir;
        this.vertx = vertx;
    }

    /** Bytes in the view asked for. */
    Uni<byte[]> as(View view, byte[] json) {
        if (view.format() == Format.JSON && view.isWhole()) {
            return Uni.createFrom().item(view.pretty() ? PrettyJson.of(json) : json);
        }
        return onWorker(() -> encode(view, json));
    }

    /** JSON of a body in XML; entities and document types are refused before any parser sees them. */
    Uni<byte[]> jsonOf(byte[] xml) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
        } catch (CharacterCodingException other) {
            return Uni.createFrom()
                    .failure(malformed("invalid", "The body is not UTF-8. Send UTF-8.", "请求内容不是 UTF-8 编码，请使用 UTF-8。"));
        }
        if (DOCTYPE.matcher(text).find()) {
            return Uni.createFrom()
                    .failure(malformed("security", "A document type is not allowed. Remove it.", "不允许文档类型声明，请删除。"));
        }
        return onWorker(() -> {
            XmlShape.check(text);
            try {
                IBaseResource resource = fhir.newXmlParser()
                        .setParserErrorHandler(new StrictErrorHandler())
                        .parseResource(text);
                return fhir.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
            } catch (RuntimeException unreadable) { // HAPI stumbles over some bodies instead of refusing them
                throw malformed(
                        "structure",
                        "The body is not a FHIR R4 resource in XML, or has unknown elements.",
                        "请求内容不是合法的 FHIR R4 XML 资源，或包含未知元素。");
            }
        });
    }

    /** Encodes an example in XML, so that the first caller does not wait. */
    public void warm(String example) {
        encode(new View(Format.XML, false, SummaryEnum.FALSE, Set.of()), example.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] encode(View view, byte[] json) {
        IBaseResource resource = fhir.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8));
        IParser parser = view.format() == Format.XML ? fhir.newXmlParser() : fhir.newJsonParser();
        parser.setPrettyPrint(view.pretty());
        boolean bundle = resource.fhirType().equals("Bundle");
        switch (view.summary()) {
            case TRUE -> parser.setSummaryMode(true);
            case DATA -> parser.setDontEncodeElements(bundle ? "*.text" : resource.fhirType() + ".text");
            case TEXT -> parser.setEncodeElements(kept(resource, Set.of("id", "meta", "text")));
            case FALSE, COUNT -> {
                if (!view.elements().isEmpty()) {
                    parser.setEncodeElements(kept(resource, view.elements()));
                }
            }
        }
        parser.setEncodeElementsAppliesToChildResourcesOnly(bundle);
        return parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> kept(IBaseResource resource, Set<String> names) {
        String type = resource.fhirType().equals("Bundle") ? "*" : resource.fhirType();
        Set<String> elements = new LinkedHashSet<>();
        for (String name : List.copyOf(names)) {
            elements.add(type + "." + name);
        }
        elements.add(type + ".id");
        elements.add(type + ".meta");
        elements.add(type + ".(mandatory)");
        return elements;
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    private static FailureException malformed(String code, String en, String zh) {
        return new FailureException(new Failure.Malformed(code, List.of(new Failure.Issue(code, "", en, zh))));
    }
}
