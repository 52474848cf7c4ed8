package org.hulian.fhir.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.subscription.Subscribed.Content;

/**
 * Reads a Subscription of the <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">R5 Backport</a>; what
 * the hub cannot keep to is refused when it is written.
 */
final class SubscriptionReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final int MOST = 50;

    private final Topics topics;
    private final SearchParser parser;
    private final AllowedEndpoints endpoints;

    SubscriptionReader(Topics topics, SearchParser parser, AllowedEndpoints endpoints) {
        this.topics = topics;
        this.parser = parser;
        this.endpoints = endpoints;
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
                channel(channel),
                content(channel.path("_payload")),
                number(channel, "heartbeat-period", 0),
                Math.clamp(number(channel, "max-count", 1), 1, MOST));
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
            Map<String, List<String>> given = right ? Queries.parse(text.substring(mark + 1)) : Map.of();
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

    private Channel channel(JsonNode channel) {
        return switch (channel.path("type").asText()) {
            case "websocket" -> new Channel.WebSocket();
            case "rest-hook" -> {
                URI endpoint = endpoints
                        .allowed(channel.path("endpoint").asText())
                        .orElseThrow(() -> invalid(
                                "Subscription.channel.endpoint",
                                "Notifications are not sent to this address. Ask the operator to allow it.",
                                "不允许向该地址推送，请联系管理员加入允许列表。"));
                List<String> headers = new ArrayList<>();
                for (JsonNode header : channel.path("header")) {
                    if (!header.asText().matches("[A-Za-z0-9-]{1,64}: ?[\\x21-\\x7e][\\x20-\\x7e]{0,2000}")) {
                        throw invalid(
                                "Subscription.channel.header",
                                "A header must be a line such as Authorization: Bearer x.",
                                "header 须为“名称: 值”的形式。");
                    }
                    headers.add(header.asText());
                }
                yield new Channel.RestHook(endpoint, headers);
            }
            default ->
                throw invalid(
                        "Subscription.channel.type",
                        "The channel must be rest-hook or websocket.",
                        "通道类型须为 rest-hook 或 websocket。");
        };
    }

    private static Content content(JsonNode payload) {
        for (JsonNode extension : payload.path("extension")) {
            if (extension.path("url").asText().equals(BACKPORT + "payload-content")) {
                return switch (extension.path("valueCode").asText()) {
                    case "empty" -> Content.EMPTY;
                    case "id-only" -> Content.ID_ONLY;
                    case "full-resource" -> Content.FULL_RESOURCE;
                    default ->
                        throw invalid(
                                "Subscription.channel.payload.extension",
                                "The content must be empty, id-only or full-resource.",
                                "内容级别须为 empty、id-only 或 full-resource。");
                };
            }
        }
        return Content.EMPTY;
    }

    private static int number(JsonNode channel, String name, int otherwise) {
        for (JsonNode extension : channel.path("extension")) {
            if (extension.path("url").asText().equals(BACKPORT + name)) {
                JsonNode value = extension.has("valueUnsignedInt")
                        ? extension.path("valueUnsignedInt")
                        : extension.path("valuePositiveInt");
                return value.asInt(otherwise);
            }
        }
        return otherwise;
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
