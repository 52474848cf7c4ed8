package org.hulian.fhir.recognition.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hulian.fhir.feed.BundleWriter;
import org.hulian.fhir.feed.OrderAdvice;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.order.LineText;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.order.VerdictParameters;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;

/** Judges the orders of a message as {@code $recognize} does, and keeps each answer as a GuidanceResponse. */
public final class RecognitionAdvice implements OrderAdvice {
    private final RecogniseInForce recognise;
    private final OrderReader orders;
    private final GuidanceResponses responses;
    private final BundleWriter writer;

    /** Judges by {@code recognise} and writes as the sender. */
    public RecognitionAdvice(
            RecogniseInForce recognise,
            OrderReader orders,
            VerdictParameters verdicts,
            BundleWriter writer,
            InstantSource clock) {
        this.recognise = recognise;
        this.orders = orders;
        this.responses = new GuidanceResponses(verdicts, clock);
        this.writer = writer;
    }

    @Override
    public Uni<List<Advised>> on(byte[] bundle, UUID message, RequestContext context) {
        JsonNode body = FhirJson.read(bundle);
        List<Order> asked = body == null ? List.of() : inForce(body);
        if (asked.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return recognise.by(asked, context).chain(lines -> {
            List<Advice> advice = Advice.of(lines);
            return writer.write(responses.bundle(advice, message, recognise.version(lines)), context)
                    .replaceWith(() ->
                            advice.stream().map(RecognitionAdvice::advised).toList());
        });
    }

    /** A cancelled order is not asked about, nor one that does not say what is ordered. */
    private List<Order> inForce(JsonNode bundle) {
        Set<String> active = StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("status").asText().equals("active"))
                .map(resource -> resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText())
                .collect(Collectors.toSet());
        return orders.read(bundle).stream()
                .filter(order ->
                        active.contains(order.reference()) && !order.codes().isEmpty())
                .toList();
    }

    private static Advised advised(Advice advice) {
        return new Advised(
                advice.order().reference(),
                advice.lines().stream().map(RecognitionAdvice::line).toList());
    }

    private static Line line(JudgedLine line) {
        Words text = LineText.of(line);
        return new Line(
                line.best().map(best -> best.kind().name()).orElse("NOTHING"),
                line.name().zh() + "：" + text.zh(),
                line.name().en() + ": " + text.en());
    }
}
