package org.hulian.fhir.plain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hulian.fhir.plain.Element.Form;
import org.jspecify.annotations.Nullable;

/** The usual spelling of values; narrower than what FHIR and HAPI allow. */
final class PlainValues {
    /** Within a resource it may lead nowhere, which is for HAPI to see. */
    static final Form REFERENCE = (parser, token) ->
            token == JsonToken.VALUE_STRING && !parser.getText().startsWith("#");

    private static final Form TEXT = (parser, token) -> token == JsonToken.VALUE_STRING;

    private static final Form DATE = (parser, token) -> token == JsonToken.VALUE_STRING
            && PlainTimes.isDate(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());

    private static final Form DATE_TIME = (parser, token) -> token == JsonToken.VALUE_STRING
            && (PlainTimes.isInstant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                    || PlainTimes.isDate(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));

    private static final Form INSTANT = (parser, token) -> token == JsonToken.VALUE_STRING
            && PlainTimes.isInstant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());

    private static final Form TIME = (parser, token) -> token == JsonToken.VALUE_STRING
            && parser.getTextLength() == PlainTimes.TIME
            && PlainTimes.isTime(parser.getTextCharacters(), parser.getTextOffset());

    private static final Form BOOLEAN =
            (parser, token) -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;

    /** Without an exponent. */
    private static final Form DECIMAL = (parser, token) -> token == JsonToken.VALUE_NUMBER_INT
            || (token == JsonToken.VALUE_NUMBER_FLOAT && isWithoutExponent(parser.getText()));

    private PlainValues() {}

    /** The form of a primitive type; null where HAPI decides. */
    static @Nullable Form of(String type) {
        return switch (type) {
            case "string", "markdown", "uri", "url", "canonical", "code" -> TEXT;
            case "boolean" -> BOOLEAN;
            case "decimal" -> DECIMAL;
            case "integer" -> from(Integer.MIN_VALUE);
            case "unsignedInt" -> from(0);
            case "positiveInt" -> from(1);
            case "date" -> DATE;
            case "dateTime" -> DATE_TIME;
            case "instant" -> INSTANT;
            case "time" -> TIME;
            default -> null;
        };
    }

    /** One of the codes an element is bound to. */
    static Form oneOf(IBaseEnumFactory<?> codes) {
        return (parser, token) -> token == JsonToken.VALUE_STRING && isOf(codes, parser.getText());
    }

    private static boolean isOf(IBaseEnumFactory<?> codes, String code) {
        try {
            return codes.fromCode(code) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static boolean isWithoutExponent(String number) {
        return number.indexOf('e') < 0 && number.indexOf('E') < 0;
    }

    private static Form from(int least) {
        return (parser, token) -> token == JsonToken.VALUE_NUMBER_INT && isInt(parser) && parser.getIntValue() >= least;
    }

    private static boolean isInt(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.INT;
    }
}
