package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institution;
import org.hulian.mappers.Sender;
import org.hulian.mappers.Status;
import org.hulian.mappers.source.hl7v2.AckCode;
import org.hulian.mappers.source.hl7v2.Hl7v2Envelope;
import org.hulian.mappers.source.hl7v2.OrderAnswer;
import org.hulian.mappers.source.hl7v2.Peeked;
import org.jboss.logging.Logger;

/**
 * Answers order messages: an order is accepted like any other message, then its sender's lane writes it, then
 * recognition is asked, and the response says for each test whether an earlier result may stand in. Care is never held
 * up: what takes too long, or fails, is said in the response, which is an acceptance all the same.
 */
final class OrderReplies {
    private static final Logger LOG = Logger.getLogger(OrderReplies.class);

    /** How long a response waits for the records in a hub: clinicians' systems give up after some ten seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OrderAdvice advice;
    private final Settlements settlements;
    private final FeedQueue queue;
    private final InstantSource clock;
    private final Duration patience;

    OrderReplies(OrderAdvice advice, Settlements settlements, FeedQueue queue, InstantSource clock, Duration patience) {
        this.advice = advice;
        this.settlements = settlements;
        this.queue = queue;
        this.clock = clock;
        this.patience = patience;
    }

    /** Whether a message asks for such a response. */
    static boolean isDue(Peeked.Envelope envelope) {
        return (envelope.type() + "^" + envelope.trigger()).matches("ORM\\^O01|OML\\^O21");
    }

    void expect(UUID message) {
        settlements.expect(message);
    }

    Uni<Reply> to(Peeked.Envelope envelope, Institution institution, Sender sender, UUID message, byte[] bundle) {
        Map<String, String> placers = placers(MessageBundle.of(bundle));
        return queue.isWaiting(message)
                .chain(waiting -> waiting
                        ? settlements.ended(message, patience)
                        : Uni.createFrom().item(true))
                .chain(ended -> ended
                        ? queue.status(message).chain(status -> advised(status, institution, message, bundle))
                        : Uni.createFrom().item(List.of(LATER)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "orders of feed message %s not judged: %s",
                            message, failure.getClass().getName());
                    LOG.debugf(failure, "feed message %s", message);
                    return List.of(FAILED);
                })
                .map(told -> new Reply(
                        AckCode.AA,
                        Hl7v2Envelope.answerOrders(
                                envelope, answers(told, placers), sender.defaultCharset(), clock.instant()),
                        message));
    }

    private static final OrderAdvice.Advised LATER = said(
            "LATER",
            "互认意见尚未得出，稍后可通过 FHIR 的 GuidanceResponse 查询。",
            "Advice is not ready yet: search GuidanceResponse over FHIR.");
    private static final OrderAdvice.Advised FAILED =
            said("UNKNOWN", "无法给出互认意见，医嘱已受理。", "No advice can be given; the order is accepted.");
    private static final OrderAdvice.Advised NOT_WRITTEN = said(
            "UNKNOWN", "医嘱未能写入，见消息状态；无互认意见。", "The order could not be written, see the message's status; no advice.");

    private static OrderAdvice.Advised said(String verdict, String zh, String en) {
        return new OrderAdvice.Advised("", List.of(new OrderAdvice.Line(verdict, zh, en)));
    }

    private Uni<List<OrderAdvice.Advised>> advised(
            Status status, Institution institution, UUID message, byte[] bundle) {
        if (status != Status.PROCESSED && status != Status.WARNING) {
            return Uni.createFrom().item(List.of(NOT_WRITTEN));
        }
        RequestContext context = new RequestContext(FeedCallers.of(institution), message.toString(), "zh");
        return advice.on(bundle, message, context);
    }

    /** The order number stands in each note, and every order of the message gets its ORC. */
    private static List<OrderAnswer> answers(List<OrderAdvice.Advised> told, Map<String, String> placers) {
        Map<String, String> open = new HashMap<>(placers);
        List<OrderAnswer> answers = new ArrayList<>();
        for (OrderAdvice.Advised advised : told) {
            String placer = placers.getOrDefault(advised.order(), "");
            open.remove(advised.order());
            answers.add(new OrderAnswer(
                    placer,
                    advised.lines().stream()
                            .map(line -> List.of(placer, line.verdict(), line.zh(), line.en()))
                            .toList()));
        }
        open.values().stream().sorted().forEach(placer -> answers.add(new OrderAnswer(placer, List.of())));
        return answers;
    }

    /** Placer order numbers by {@code ServiceRequest/id}. */
    private static Map<String, String> placers(MessageBundle records) {
        Map<String, String> placers = new HashMap<>();
        records.resources("ServiceRequest")
                .forEach(order -> StreamSupport.stream(order.path("identifier").spliterator(), false)
                        .filter(identifier ->
                                identifier.at("/type/coding/0/code").asText().equals("PLAC"))
                        .map(identifier -> identifier.path("value").asText())
                        .findFirst()
                        .ifPresent(placer ->
                                placers.put("ServiceRequest/" + order.path("id").asText(), placer)));
        return placers;
    }
}
