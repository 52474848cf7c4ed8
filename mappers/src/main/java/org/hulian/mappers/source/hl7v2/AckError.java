package org.hulian.mappers.source.hl7v2;

/**
 * What an acknowledgement says is wrong.
 *
 * @param segment name of the segment, empty when the fault is not in one
 * @param ordinal which segment of that name, from 1
 * @param field   number of the field, 0 when it is the segment as a whole
 * @param code    table 0357, such as 207 (application error) or 103 (table value not found)
 */
public record AckError(String segment, int ordinal, int field, String code, String text) {

    /** Reads a location as problems give it: `MSH-18`, `OBX[2]-5.1`, `message`. */
    public static AckError at(String location, String code, String text) {
        java.util.regex.Matcher matcher = LOCATION.matcher(location);
        if (!matcher.matches()) {
            return new AckError("", 1, 0, code, text);
        }
        String ordinal = matcher.group(2);
        String field = matcher.group(3);
        return new AckError(
                matcher.group(1),
                ordinal == null ? 1 : Integer.parseInt(ordinal),
                field == null ? 0 : Integer.parseInt(field),
                code,
                text);
    }

    private static final java.util.regex.Pattern LOCATION =
            java.util.regex.Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d{1,6})])?(?:-(\\d{1,4}).*)?");
}
