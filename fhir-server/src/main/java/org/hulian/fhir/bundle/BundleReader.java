package org.hulian.fhir.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** Cuts a batch or transaction into its entries; their resources stay bytes and are read on their own. */
public final class BundleReader {
    /** Elements of a Bundle that may stand beside type and entry; they say nothing a server acts on. */
    private static final Set<String> IGNORED = Set.of(
            "resourceType",
            "id",
            "meta",
            "implicitRules",
            "language",
            "identifier",
            "timestamp",
            "total",
            "link",
            "signature");

    private final byte[] json;
    private final int most;
    private String type = "";
    private String resourceType = "";
    private final List<SentEntry> entries = new ArrayList<>();

    private BundleReader(byte[] json, int most) {
        this.json = json;
        this.most = most;
    }

    /**
     * The entries of a Bundle.
     *
     * @param most entries allowed
     * @throws FailureException Malformed or TooCostly
     */
    public static SentBundle read(byte[] json, int most) {
        return new BundleReader(json, most).read();
    }

    private SentBundle read() {
        try (JsonParser parser = SentJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("Bundle", "The body must be a Bundle.", "请求内容必须是 Bundle。");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser);
            }
            if (parser.nextToken() != null) {
                throw malformed("Bundle", "There is something after the Bundle. Remove it.", "Bundle 之后有多余内容。");
            }
        } catch (IOException unreadable) {
            throw malformed("Bundle", "The body is not well-formed JSON.", "请求内容不是合法的 JSON。");
        }
        if (!resourceType.equals("Bundle")) {
            throw malformed("resourceType", "The body must be a Bundle.", "请求内容必须是 Bundle。");
        }
        if (!type.equals("transaction") && !type.equals("batch")) {
            throw malformed(
                    "Bundle.type", "The type must be transaction or batch.", "Bundle.type 必须为 transaction 或 batch。");
        }
        return new SentBundle(type, entries);
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
            case "type" -> type = parser.getText();
            case "resourceType" -> resourceType = parser.getText();
            case "entry" -> {
                if (value != JsonToken.START_ARRAY) {
                    throw malformed("Bundle.entry", "entry must be an array.", "entry 必须是数组。");
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    entry(parser);
                }
            }
            default -> {
                if (!IGNORED.contains(name)) {
                    throw unknown("Bundle");
                }
                parser.skipChildren();
            }
        }
    }

    private void entry(JsonParser parser) throws IOException {
        if (entries.size() == most) {
            throw new FailureException(new Failure.TooCostly("entries of a Bundle", most, most + 1L));
        }
        String path = "Bundle.entry[" + entries.size() + "]";
        String fullUrl = null;
        byte[] resource = null;
        Request request = new Request();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "fullUrl" -> fullUrl = parser.getText();
                case "resource" -> resource = slice(parser, value, path);
                case "request" -> request(parser, value, request, path);
                case "id", "link", "extension", "search", "response" -> parser.skipChildren();
                default -> throw unknown(path);
            }
        }
        if (request.method == null || request.url == null) {
            throw malformed(
                    path + ".request",
                    "An entry needs request.method and request.url.",
                    "条目缺少 request.method 或 request.url。");
        }
        entries.add(new SentEntry(
                entries.size(),
                fullUrl,
                request.method,
                request.url,
                request.ifMatch,
                request.ifNoneExist,
                request.ifNoneMatch,
                resource));
    }

    private byte[] slice(JsonParser parser, JsonToken value, String path) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw malformed(path + ".resource", "resource must be an object.", "resource 必须是对象。");
        }
        return SentJson.object(parser, json);
    }

    private static void request(JsonParser parser, JsonToken value, Request request, String path) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw malformed(path + ".request", "request must be an object.", "request 必须是对象。");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "method" -> request.method = parser.getText();
                case "url" -> request.url = parser.getText();
                case "ifMatch" -> request.ifMatch = parser.getText();
                case "ifNoneExist" -> request.ifNoneExist = parser.getText();
                case "ifNoneMatch" -> request.ifNoneMatch = parser.getText();
                case "id", "extension", "ifModifiedSince" -> parser.skipChildren();
                default -> throw unknown(path + ".request");
            }
        }
    }

    private static FailureException unknown(String path) {
        return malformed(path, "An unknown element. Remove it.", "包含未知元素，请删除。");
    }

    private static FailureException malformed(String path, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("structure", List.of(new Failure.Issue("structure", path, en, zh))));
    }

    /** {@code entry.request} while it is read. */
    private static final class Request {
        private @Nullable String method;
        private @Nullable String url;
        private @Nullable String ifMatch;
        private @Nullable String ifNoneExist;
        private @Nullable String ifNoneMatch;
    }
}
