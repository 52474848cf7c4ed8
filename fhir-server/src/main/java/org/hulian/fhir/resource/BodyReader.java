package org.hulian.fhir.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One streaming pass over a body: structure, limits, places. */
final class BodyReader {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");

    private final byte[] json;
    private final BodyLimits limits;
    private final BodyMarks marks;
    private final List<ResourceBody.Span> meta = new ArrayList<>();
    private final List<ResourceBody.Span> members = new ArrayList<>();
    private @Nullable String type;
    private @Nullable String id;
    private ResourceBody.@Nullable Span content;

    BodyReader(byte[] json, BodyLimits limits, String base) {
        this.json = json;
        this.limits = limits;
        this.marks = new BodyMarks(json, base);
    }

    ResourceBody read() {
        if (json.length > limits.bytes()) {
            throw BodyProblems.tooLong(limits.bytes());
        }
        try (JsonParser parser = factory(limits).createParser(json)) {
            try {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw BodyProblems.malformed("", "the body is not a JSON object", "内容不是 JSON 对象");
                }
                top(parser);
                if (parser.nextToken() != null) {
                    throw BodyProblems.malformed("", "something follows the JSON object", "JSON 对象之后还有内容");
                }
            } catch (StreamConstraintsException e) {
                throw BodyProblems.limit(BodyProblems.where(parser), limits, e);
            } catch (StreamReadException e) {
                throw BodyProblems.syntax(parser, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (type == null) {
            throw BodyProblems.invalid("required", "resourceType", "resourceType is missing", "缺少 resourceType");
        }
        return new ResourceBody(json, type, id, meta, members, marks.finished(), marks.conditional());
    }

    private void top(JsonParser parser) throws IOException {
        boolean any = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            any = true;
            int start = (int) parser.currentTokenLocation().getByteOffset();
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "resourceType" -> type = resourceType(parser);
                case "id" -> id = id(parser);
                case "meta" -> meta(parser);
                default -> {
                    int value = (int) parser.currentTokenLocation().getByteOffset();
                    value(parser, name);
                    members.add(new ResourceBody.Span(start, end(parser)));
                    if ("data".equals(name)) {
                        content = new ResourceBody.Span(value, end(parser));
                    }
                }
            }
        }
        if (!any) {
            throw BodyProblems.invalid("required", "resourceType", "the object is empty", "对象为空");
        }
        if ("Binary".equals(type) && content != null) {
            marks.seal(content);
        }
    }

    private String resourceType(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING
                || !TYPE.matcher(parser.getText()).matches()) {
            throw BodyProblems.invalid(
                    "structure", "resourceType", "resourceType is not a type's name", "resourceType 不是类型名");
        }
        return parser.getText();
    }

    private String id(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING || !ResourceId.isValid(parser.getText())) {
            throw BodyProblems.invalid(
                    "value",
                    "id",
                    "the id must be 1 to 64 characters of A-Z a-z 0-9 - .",
                    "id 必须是 1 至 64 个 A-Z a-z 0-9 - . 字符");
        }
        return parser.getText();
    }

    private void meta(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw BodyProblems.invalid("structure", "meta", "meta must be an object", "meta 必须是对象");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            String name = parser.currentName();
            parser.nextToken();
            value(parser, name);
            if (!"versionId".equals(name) && !"lastUpdated".equals(name)) {
                meta.add(new ResourceBody.Span(start, end(parser)));
            }
        }
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    private void value(JsonParser parser, String name) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, name);
            case START_ARRAY -> array(parser, name);
            case VALUE_STRING -> text(parser, name);
            case VALUE_NULL ->
                throw BodyProblems.invalid(
                        "structure",
                        BodyProblems.where(parser),
                        "null is not a value in FHIR: leave the property out",
                        "FHIR 中 null 不是值：请省略该属性");
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> SentNumber.check(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.finishToken();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException(String.valueOf(parser.currentToken()));
        }
    }

    private void object(JsonParser parser, String name) throws IOException {
        marks.begin(name, (int) parser.currentTokenLocation().getByteOffset());
        boolean any = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            any = true;
            String member = parser.currentName();
            JsonToken first = parser.nextToken();
            if (marks.interesting(member)) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                value(parser, member);
                marks.member(member, start, end(parser), first == JsonToken.VALUE_STRING);
            } else {
                value(parser, member);
            }
        }
        empty(any, parser);
        marks.end(end(parser));
    }

    private void array(JsonParser parser, String name) throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            // A null keeps the place of a primitive that has only an extension, or of one that has none.
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                value(parser, name);
            }
        }
        empty(any, parser);
    }

    private static void empty(boolean any, JsonParser parser) {
        if (!any) {
            throw BodyProblems.invalid(
                    "structure",
                    BodyProblems.where(parser),
                    "objects and arrays must not be empty: leave the property out",
                    "对象和数组不能为空：请省略该属性");
        }
    }

    private void text(JsonParser parser, String name) throws IOException {
        parser.finishToken();
        // The parser looks at a text's length only when it outgrows a buffer, and buffers are used again.
        if (parser.getTextLength() > limits.text()) {
            throw BodyProblems.limit(BodyProblems.where(parser), limits, "too-long");
        }
        characters(parser);
        if (parser.getTextLength() == 0) {
            throw BodyProblems.invalid(
                    "value",
                    BodyProblems.where(parser),
                    name + " is an empty string: leave the property out",
                    name + " 是空字符串：请省略该属性");
        }
    }

    /** FHIR's strings are Unicode without control characters but tab and line ends. */
    private static void characters(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int end = parser.getTextOffset() + parser.getTextLength();
        for (int i = parser.getTextOffset(); i < end; i++) {
            char c = text[i];
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text[i + 1]);
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
                throw BodyProblems.malformed(
                        "invalid",
                        BodyProblems.where(parser),
                        "a text has a character that is not allowed: a control character or half a surrogate pair",
                        "文本中含有不允许的字符：控制字符或不成对的代理字符");
            }
        }
    }

    private static JsonFactory factory(BodyLimits limits) {
        return limits.equals(BodyLimits.DEFAULT) ? DEFAULT : make(limits);
    }

    private static final JsonFactory DEFAULT = make(BodyLimits.DEFAULT);

    private static JsonFactory make(BodyLimits limits) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.digits())
                        .maxStringLength(limits.text())
                        .maxNameLength(256)
                        .build())
                .build();
    }
}
