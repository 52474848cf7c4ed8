package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.Feed;
import org.hulian.fhir.feed.TriedMessage;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * {@code $transform}: what the feed would make of a message, with trace and problems; nothing is kept.
 *
 * <p>Parameters {@code inputData} (the message as a string, or as a Binary with its bytes), {@code inputDataType}
 * ({@code Hl7v2}) and {@code sender} (code of the institution whose settings apply; else the owner of MSH-4).
 */
@Singleton
@Path("/fhir/$transform")
public class TransformEndpoint {
    private static final String HL7V2 = "Hl7v2";
    private static final Set<String> OFFERED = Set.of("inputData", "inputDataType", "sender");

    private final Doors doors;
    private final OperationInput input;
    private final Feed feed;

    TransformEndpoint(Doors doors, Rendering rendering, Feed feed) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.feed = feed;
    }

    /** Tries one message. */
    @POST
    public Uni<Response> transform(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> input.ofParameters(body, exchange)
                        .chain(sent -> feed.tried(message(sent, exchange), sent.first("sender"), context))
                        .chain(result -> doors.answers()
                                .json(200, TransformedParameters.of(result, exchange.language()), exchange)));
    }

    private static TriedMessage message(SentParameters sent, Exchange exchange) {
        Parameters given = OperationInput.primitives(sent, exchange);
        OperationInput.refuseUnknown(given, OFFERED);
        String type = given.first("inputDataType");
        if (type != null && !type.toLowerCase(Locale.ROOT).equals(HL7V2.toLowerCase(Locale.ROOT))) {
            throw new FailureException(
                    new Failure.NotSupported("inputDataType " + Shown.of(type), List.of(HL7V2), 400));
        }
        String text = given.first("inputData");
        byte[] binary = sent.resource("inputData");
        if (text == null && binary == null) {
            throw refused("required", "inputData is missing: the message as valueString, or a Binary with its bytes.");
        }
        return text == null ? wire(binary) : new TriedMessage.Text(text);
    }

    private static TriedMessage wire(byte @Nullable [] binary) {
        String data = Objects.requireNonNull(FhirJson.read(Objects.requireNonNull(binary)))
                .path("data")
                .asText();
        try {
            return new TriedMessage.Wire(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException broken) {
            throw refused("value", "The data of the Binary is not base64.");
        }
    }

    private static FailureException refused(String code, String en) {
        return new FailureException(new Failure.Malformed(
                code, List.of(new Failure.Issue(code, "inputData", en, "inputData 缺失或无法读取：" + en))));
    }
}
