package org.hulian.launcher.feed;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file holds, as far as its transport needs to know. */
public enum MessageKind {
    HL7V2("x-application/hl7-v2+er7"),
    CDA("application/xml"),
    CSV("text/csv"),
    FHIR("application/fhir+json"),
    JSON("application/json");

    private final String contentType;

    MessageKind(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** By the content where it speaks for itself, otherwise by the name. */
    public static MessageKind of(String fileName, byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 400), StandardCharsets.ISO_8859_1).strip();
        String name = fileName.toLowerCase(Locale.ROOT);
        if (head.startsWith("<") || head.startsWith("\u00EF\u00BB\u00BF<") || name.endsWith(".xml")) {
            return CDA;
        }
        if (head.startsWith("{") || name.endsWith(".json")) {
            return head.contains("\"resourceType\"") ? FHIR : JSON;
        }
        return name.endsWith(".csv") ? CSV : HL7V2;
    }
}
