package org.hulian.fhir.plain;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.hulian.fhir.plain.Element.Composite;
import org.hulian.fhir.plain.Element.Opaque;
import org.hulian.fhir.plain.Element.Primitive;

/**
 * Tells of most resources that are in order that they are, in a small part of the time HAPI's parser takes. What it
 * takes for plain HAPI's strict parser accepts without a word; of what it does not it says nothing: narratives,
 * contained resources, extensions of primitives, binary data, unusual spellings.
 */
public final class PlainBodies {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String EXTENSION = "Extension";

    private final Elements elements;

    /** Knows the elements of a context, each once it is first met. */
    public PlainBodies(FhirContext fhir) {
        this.elements = new Elements(fhir);
    }

    /**
     * Whether a body is plainly in order and has no tags, security labels or source in its meta.
     *
     * @param type its resourceType
     * @param json that has been read before: syntax, duplicate names, empty values, depth and characters are in order
     */
    public boolean isPlain(String type, byte[] json) {
        Composite resource = elements.resource(type);
        if (resource == null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT && resource(parser, resource);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean resource(JsonParser parser, Composite resource) throws IOException {
        Set<String> chosen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean plain = switch (name) {
                case "resourceType", "id" -> token == JsonToken.VALUE_STRING;
                case "meta" -> token == JsonToken.START_OBJECT && meta(parser);
                default -> isFirst(resource, name, chosen) && member(parser, token, name, resource);
            };
            if (!plain) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    /** Of a choice of types one may stand. */
    private static boolean isFirst(Composite composite, String name, Set<String> chosen) {
        Member member = composite.member(name);
        return member == null || member.choice() == null || chosen.add(member.choice());
    }

    /** Without what has rules of its own. */
    private boolean meta(JsonParser parser) throws IOException {
        Composite meta = elements.type("Meta");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean plain = switch (name) {
                case "profile", "versionId", "lastUpdated" -> member(parser, parser.nextToken(), name, meta);
                default -> false;
            };
            if (!plain) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean object(JsonParser parser, Composite composite) throws IOException {
        Set<String> chosen = composite.hasChoices() ? new HashSet<>() : Set.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!isFirst(composite, name, chosen) || !member(parser, parser.nextToken(), name, composite)) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean member(JsonParser parser, JsonToken token, String name, Composite composite) throws IOException {
        if (name.equals("extension")) {
            return composite.extensible() && token == JsonToken.START_ARRAY && extensions(parser);
        }
        Member member = composite.member(name);
        if (member == null) {
            return false;
        }
        if (!member.many()) {
            return value(parser, token, member.element());
        }
        if (token != JsonToken.START_ARRAY) {
            return false;
        }
        for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
            if (!value(parser, each, member.element())) {
                return false;
            }
        }
        return true;
    }

    private boolean value(JsonParser parser, JsonToken token, Element element) throws IOException {
        return switch (element) {
            case Composite composite -> token == JsonToken.START_OBJECT && object(parser, composite);
            case Primitive primitive -> primitive.accepts(parser, token);
            case Opaque opaque -> false;
        };
    }

    /** Each with a url and either one value or extensions of its own. */
    private boolean extensions(JsonParser parser) throws IOException {
        for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
            if (each != JsonToken.START_OBJECT || !extension(parser)) {
                return false;
            }
        }
        return true;
    }

    private boolean extension(JsonParser parser) throws IOException {
        Composite extension = elements.type(EXTENSION);
        int urls = 0;
        int contents = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean plain;
            if (name.equals("url")) {
                urls++;
                plain = token == JsonToken.VALUE_STRING && !parser.getText().isBlank();
            } else {
                contents++;
                plain = (name.startsWith("value") || name.equals("extension"))
                        && member(parser, token, name, extension);
            }
            if (!plain) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT && urls == 1 && contents == 1;
    }
}
