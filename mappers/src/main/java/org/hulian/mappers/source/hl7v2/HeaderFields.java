package org.hulian.mappers.source.hl7v2;

/** The fields of an MSH segment by number, read without the rest of the message. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeaderFields(String[] fields, Delimiters delimiters) {

    static HeaderFields of(String msh) {
        Delimiters delimiters = Delimiters.of(msh);
        String[] parts = msh.split(java.util.regex.Pattern.quote(String.valueOf(delimiters.field())), -1);
        return new HeaderFields(parts, delimiters);
    }

    /** MSH-n as sent; MSH-1 is the separator itself, so MSH-n is the part n-1. */
    String text(int field) {
        return field - 1 < fields.length ? fields[field - 1] : "";
    }

    String component(int field, int component) {
        String text = text(field);
        if (delimiters.component() == 0) {
            return component == 1 ? text : "";
        }
        String[] parts = text.split(java.util.regex.Pattern.quote(String.valueOf(delimiters.component())), -1);
        return component <= parts.length ? parts[component - 1] : "";
    }
}
