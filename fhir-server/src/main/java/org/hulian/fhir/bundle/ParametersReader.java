package org.hulian.fhir.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** Reads the Parameters of an operation; resources in it stay bytes. */
public final class ParametersReader {
    private static final int MOST = 1_000;

    private final byte[] json;
    private int read;

    private ParametersReader(byte[] json) {
        this.json = json;
    }

    /**
     * The parameters.
     *
     * @throws FailureException Malformed or TooCostly
     */
    public static SentParameters read(byte[] json) {
        return new ParametersReader(json).read();
    }

    /** Whether a body says that it is Parameters; anything else about it is left to {@link #read}. */
    public static boolean isParameters(byte[] json) {
        try (JsonParser parser = SentJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("resourceType")) {
                    return "Parameters".equals(parser.getText());
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private SentParameters read() {
        SentParameters found = SentParameters.of(Map.of());
        boolean typed = false;
        try (JsonParser parser = SentJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body must be Parameters.", "请求内容必须是 Parameters。");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "resourceType" -> typed = "Parameters".equals(parser.getText());
                    case "parameter" -> found = parameters(parser);
                    case "id", "meta", "implicitRules", "language" -> parser.skipChildren();
                    default -> throw malformed("An unknown element. Remove it.", "包含未知元素，请删除。");
                }
            }
        } catch (IOException unreadable) {
            throw malformed("The body is not well-formed JSON.", "请求内容不是合法的 JSON。");
        }
        if (!typed) {
            throw malformed("The body must be Parameters.", "请求内容必须是 Parameters。");
        }
        return found;
    }

    private SentParameters parameters(JsonParser parser) throws IOException {
        Sent sent =
                new Sent(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (++read > MOST) {
                throw new FailureException(new Failure.TooCostly("parameters", MOST, read));
            }
            parameter(parser, sent);
        }
        return new SentParameters(sent.values(), sent.elements(), sent.resources(), sent.parts());
    }

    /** What was read so far. */
    private record Sent(
            Map<String, List<String>> values,
            Map<String, List<byte[]>> elements,
            Map<String, List<byte[]>> resources,
            Map<String, List<SentParameters>> parts) {}

    private void parameter(JsonParser parser, Sent sent) throws IOException {
        String name = "";
        String value = null;
        byte[] element = null;
        byte[] resource = null;
        SentParameters nested = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            if (member.equals("name")) {
                name = parser.getText();
            } else if (member.equals("resource") && token == JsonToken.START_OBJECT) {
                resource = SentJson.object(parser, json);
            } else if (member.equals("part")) {
                nested = parameters(parser);
            } else if (member.startsWith("value") && token.isScalarValue()) {
                value = parser.getText();
            } else if (member.startsWith("value") && token == JsonToken.START_OBJECT) {
                element = SentJson.object(parser, json);
            } else {
                parser.skipChildren();
            }
        }
        if (value != null) {
            sent.values().computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        if (element != null) {
            sent.elements().computeIfAbsent(name, key -> new ArrayList<>()).add(element);
        }
        if (resource != null) {
            sent.resources().computeIfAbsent(name, key -> new ArrayList<>()).add(resource);
        }
        if (nested != null) {
            sent.parts().computeIfAbsent(name, key -> new ArrayList<>()).add(nested);
        }
    }

    private static FailureException malformed(String en, String zh) {
        return new FailureException(
                new Failure.Malformed("structure", List.of(new Failure.Issue("structure", "Parameters", en, zh))));
    }
}
