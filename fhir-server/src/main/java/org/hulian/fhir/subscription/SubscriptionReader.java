package org.hulian.fhir.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.SearchParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Subscription of the <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">R5 Backport</a>; what
 * the hub cannot keep to is refused when it is written.
 */
final class SubscriptionReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final int MOST = 50;

    private final Topics topics;
    private final SearchParser parser;
    private final ChannelReader channels;

    SubscriptionReader(Topics topics, SearchParser parser, AllowedEndpoints endpoints) {
        this.topics = topics;
        this.parser = parser;
        this.channels = new ChannelReader(endpoints);
    }

    Subscribed read(ResourceKey key, byte[] json) {
        JsonNode tree = tree(json);
        String criteria = tree.path("criteria").asText();
        SubscriptionTopic topic = topics.find(criteria)
                .orElseThrow(() -> invalid(
                        "Subscription.criteria",
                        "The criteria must be the URL of a topic: "
                                + topics.all().stream()
                                        .map(SubscriptionTopic::url)
                                        .toList(),
                        "criteria 必须是平台提供的主题地址，见 /fhir/metadata。"));
        JsonNode channel = tree.path("channel");
        return new Subscribed(
                key,
                tree.path("status").asText(),
                topic,
                filters(tree.path("_criteria"), topic),
                end(tree.path("end")),
                channels.channel(channel),
                ChannelReader.content(channel),
                ChannelReader.number(channel, "heartbeat-period", "valueUnsignedInt", 0),
                Math.min(ChannelReader.number(channel, "max-count", "valuePositiveInt", 1), MOST));
    }

    private Map<String, List<String>> filters(JsonNode criteria, SubscriptionTopic topic) {
        Map<String, List<String>> filters = new HashMap<>();
        for (JsonNode extension : criteria.path("extension")) {
            if (!extension.path("url").asText().equals(BACKPORT + "filter-criteria")) {
                continue;
            }
            String text = extension.path("valueString").asText();
            int mark = text.indexOf('?');
            boolean right =
                    mark > 0 && text.substring(0, mark).equals(topic.type().name());
            Map<String, List<String>> given = right ? query(text.substring(mark + 1)) : Map.of();
            if (given.isEmpty() || !topic.filterBy().containsAll(given.keySet())) {
                throw invalid(
                        "Subscription.criteria.extension",
                        "A filter must be a search such as " + topic.type() + "?patient=1, by "
                                + topic.filterBy().stream().sorted().toList() + ".",
                        "过滤条件须为 " + topic.type() + " 的检索式，可用参数："
                                + topic.filterBy().stream().sorted().toList() + "。");
            }
            parser.parse(topic.type(), given, false);
            given.forEach((name, values) ->
                    filters.computeIfAbsent(name, any -> new ArrayList<>()).addAll(values));
        }
        return filters;
    }

    /** Empty where it cannot be read, or a parameter has no value: such a filter would let everything through. */
    private static Map<String, List<String>> query(String text) {
        try {
            Map<String, List<String>> given = Queries.parse(text);
            return given.values().stream().flatMap(List::stream).anyMatch(String::isBlank) ? Map.of() : given;
        } catch (IllegalArgumentException notEscaped) {
            return Map.of();
        }
    }

    private static @Nullable Instant end(JsonNode end) {
        try {
            return end.isMissingNode()
                    ? null
                    : OffsetDateTime.parse(end.asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid("Subscription.end", "The end must be an instant with a zone.", "end 应为带时区的完整时刻。");
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw invalid("Subscription", "The Subscription cannot be read.", "无法解析 Subscription。");
        }
    }

    static FailureException invalid(String where, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue("invalid", where, en, zh))));
    }
}
