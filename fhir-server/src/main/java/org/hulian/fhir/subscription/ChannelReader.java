package org.hulian.fhir.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hulian.fhir.subscription.Subscribed.Content;

/** Reads the channel of a Subscription: where notifications go, with what in them. */
final class ChannelReader {
    private static final String HEADER = "[A-Za-z0-9-]{1,64}: ?[\\x21-\\x7e][\\x20-\\x7e]{0,2000}";

    /** Those of the connection and of the message itself, which the hub writes. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json");

    private final AllowedEndpoints endpoints;

    ChannelReader(AllowedEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    Channel channel(JsonNode channel) {
        return switch (channel.path("type").asText()) {
            case "websocket" -> new Channel.WebSocket();
            case "rest-hook" -> {
                URI endpoint = endpoints
                        .allowed(channel.path("endpoint").asText())
                        .orElseThrow(() -> SubscriptionReader.invalid(
                                "Subscription.channel.endpoint",
                                "Notifications are not sent to this address. Ask the operator to allow it.",
                                "不允许向该地址推送，请联系管理员加入允许列表。"));
                yield new Channel.RestHook(
                        endpoint, headers(channel), number(channel, "timeout", "valueUnsignedInt", 0));
            }
            default ->
                throw SubscriptionReader.invalid(
                        "Subscription.channel.type",
                        "The channel must be rest-hook or websocket.",
                        "通道类型须为 rest-hook 或 websocket。");
        };
    }

    private static List<String> headers(JsonNode channel) {
        List<String> headers = new ArrayList<>();
        for (JsonNode header : channel.path("header")) {
            String line = header.asText();
            if (!line.matches(HEADER)
                    || OWN_HEADERS.contains(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))) {
                throw SubscriptionReader.invalid(
                        "Subscription.channel.header",
                        "A header must be a line such as Authorization: Bearer x, and none of the connection or the"
                                + " body.",
                        "header 须为“名称: 值”的形式，且不得为连接或正文的头。");
            }
            headers.add(line);
        }
        return headers;
    }

    /** How much is told; it is told in JSON, and another format is refused. */
    static Content content(JsonNode channel) {
        String format = channel.path("payload").asText("application/fhir+json");
        if (!JSON.contains(format.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))) {
            throw SubscriptionReader.invalid(
                    "Subscription.channel.payload",
                    "Notifications are sent as application/fhir+json.",
                    "通知仅以 application/fhir+json 发送。");
        }
        for (JsonNode extension : channel.path("_payload").path("extension")) {
            if (extension.path("url").asText().equals(SubscriptionReader.BACKPORT + "payload-content")) {
                return Content.of(extension.path("valueCode").asText())
                        .orElseThrow(() -> SubscriptionReader.invalid(
                                "Subscription.channel.payload.extension",
                                "The content must be empty, id-only or full-resource.",
                                "内容级别须为 empty、id-only 或 full-resource。"));
            }
        }
        return Content.EMPTY;
    }

    /** A number of an extension, which has this kind of value. */
    static int number(JsonNode channel, String name, String kind, int otherwise) {
        for (JsonNode extension : channel.path("extension")) {
            if (extension.path("url").asText().equals(SubscriptionReader.BACKPORT + name)) {
                JsonNode value = extension.path(kind);
                int least = kind.equals("valuePositiveInt") ? 1 : 0;
                if (!value.canConvertToInt() || value.asInt() < least) {
                    throw SubscriptionReader.invalid(
                            "Subscription.channel.extension",
                            "The extension " + name + " must have a " + kind + " of " + least + " or more.",
                            "扩展 " + name + " 须有不小于 " + least + " 的 " + kind + "。");
                }
                return value.asInt();
            }
        }
        return otherwise;
    }
}
