package org.hulian.fhir.subscription;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.subscription.Subscribed.Content;
import org.hulian.fhir.subscription.SubscriptionTable.Event;

/**
 * What is sent: a Bundle of type history whose first entry is the status as Parameters, as the backport to R4 has it.
 *
 * @param type     handshake, heartbeat, event-notification, query-status or query-event
 * @param status   of the Subscription
 * @param count    events since the subscription started
 * @param resources bodies of what the events are about, as far as the subscriber may see them now
 */
record Notification(
        String type,
        String status,
        Subscribed subscribed,
        long count,
        List<Event> events,
        Map<ResourceKey, byte[]> resources) {
    private static final JsonFactory JSON = new JsonFactory();

    Notification {
        events = List.copyOf(events);
        resources = Map.copyOf(resources);
    }

    /** The Bundle in UTF-8. */
    byte[] json(String base, UUID id, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            json.writeStringField("id", id.toString());
            json.writeStringField("type", "history");
            json.writeStringField("timestamp", now.toString());
            json.writeArrayFieldStart("entry");
            json.writeStartObject();
            json.writeStringField("fullUrl", "urn:uuid:" + id);
            json.writeFieldName("resource");
            status(json, base);
            request(json, "GET", subscribed.key() + "/$status", "200");
            json.writeEndObject();
            for (Map.Entry<ResourceKey, byte[]> resource : resources.entrySet()) {
                entry(json, base, resource.getKey(), resource.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The status alone. */
    byte[] statusJson(String base) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            status(json, base);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void entry(JsonGenerator json, String base, ResourceKey key, byte[] body) throws IOException {
        json.writeStartObject();
        json.writeStringField("fullUrl", base + "/" + key);
        if (subscribed.content() == Content.FULL_RESOURCE) {
            json.writeFieldName("resource");
            json.writeRawValue(new String(body, StandardCharsets.UTF_8));
        }
        request(json, "PUT", key.toString(), "200");
        json.writeEndObject();
    }

    private static void request(JsonGenerator json, String method, String url, String status) throws IOException {
        json.writeObjectFieldStart("request");
        json.writeStringField("method", method);
        json.writeStringField("url", url);
        json.writeEndObject();
        json.writeObjectFieldStart("response");
        json.writeStringField("status", status);
        json.writeEndObject();
    }

    private void status(JsonGenerator json, String base) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "Parameters");
        json.writeObjectFieldStart("meta");
        json.writeArrayFieldStart("profile");
        json.writeString(
                "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4");
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("parameter");
        json.writeStartObject();
        json.writeStringField("name", "subscription");
        reference(json, base + "/" + subscribed.key());
        json.writeEndObject();
        value(json, "topic", "valueCanonical", subscribed.topic().url());
        value(json, "status", "valueCode", status);
        value(json, "type", "valueCode", type);
        value(json, "events-since-subscription-start", "valueString", Long.toString(count));
        for (Event event : events) {
            json.writeStartObject();
            json.writeStringField("name", "notification-event");
            json.writeArrayFieldStart("part");
            value(json, "event-number", "valueString", Long.toString(event.number()));
            value(json, "timestamp", "valueInstant", event.at().toString());
            if (resources.containsKey(event.key())) {
                json.writeStartObject();
                json.writeStringField("name", "focus");
                reference(json, base + "/" + event.key());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void reference(JsonGenerator json, String address) throws IOException {
        json.writeObjectFieldStart("valueReference");
        json.writeStringField("reference", address);
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, String name, String kind, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField(kind, value);
        json.writeEndObject();
    }
}
