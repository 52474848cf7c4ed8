package org.hulian.fhir.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.StandingRecords.Standing;
import org.hulian.fhir.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * What of a message may be written over what stands. A registration says who somebody is; the patient segment of any
 * other message only adds to that. A message that is processed again changes nothing that was changed after it was
 * first written, and brings nothing back that was deleted since.
 */
final class Precedence {
    private static final String PATIENT = "Patient";

    private final FeedQueue queue;
    private final RecordReader records;

    Precedence(FeedQueue queue, RecordReader records) {
        this.queue = queue;
        this.records = records;
    }

    /** The message's records as they may be written. */
    Uni<MessageBundle> applied(MessageBundle bundle, Waiting message, int sender, RequestContext context) {
        return queue.order(message, sender).chain(order -> {
            boolean snapshot = isRegistration(message) && order.isNewestRegistration(message.sent());
            List<ResourceKey> keys = bundle.keys().stream()
                    .filter(key -> message.written() != null || (isPatient(key) && !snapshot))
                    .toList();
            return keys.isEmpty()
                    ? Uni.createFrom().item(bundle)
                    : records.read(keys, context).map(found -> fitted(bundle, message, order, found));
        });
    }

    private static MessageBundle fitted(MessageBundle bundle, Waiting message, FeedOrder order, List<Standing> found) {
        Map<ResourceKey, Standing> standing = new HashMap<>();
        found.forEach(each -> standing.put(each.key(), each));
        List<MessageBundle.Entry> entries = new ArrayList<>();
        for (MessageBundle.Entry entry : bundle.written()) {
            Standing stands = standing.get(entry.key());
            MessageBundle.Entry fitted = stands == null ? entry : fitted(entry, stands, message, order);
            if (fitted != null) {
                entries.add(fitted);
            }
        }
        return bundle.with(entries);
    }

    private static MessageBundle.@Nullable Entry fitted(
            MessageBundle.Entry entry, Standing stands, Waiting message, FeedOrder order) {
        Instant written = message.written();
        boolean changed = written != null && stands.updated().isAfter(written);
        byte[] body = stands.body();
        if (body == null) {
            return written == null ? entry : null;
        }
        if (isPatient(entry.key())) {
            boolean snapshot = isRegistration(message) && order.isNewestRegistration(message.sent()) && !changed;
            return snapshot
                    ? entry
                    : entry.over(stands.version(), merged(body, entry.resource(), order.mayCorrect(message.sent())));
        }
        return changed ? null : entry.over(stands.version(), entry.resource());
    }

    private static ObjectNode merged(byte[] standing, ObjectNode stated, boolean correcting) {
        return PatientMerge.merged(MessageBundle.object(standing), stated, correcting);
    }

    private static boolean isPatient(ResourceKey key) {
        return key.type().name().equals(PATIENT);
    }

    private static boolean isRegistration(Waiting message) {
        return message.type().startsWith("ADT^");
    }
}
