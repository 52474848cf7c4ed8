package org.hulian.fhir.failure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hulian.fhir.failure.Outcome.Said;

/** Writes <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a> as JSON, without a model. */
public final class OperationOutcomes {
    private OperationOutcomes() {}

    /** The outcome as a resource in UTF-8. */
    public static byte[] json(List<Said> issues) {
        StringBuilder json = new StringBuilder(256).append("{\"resourceType\":\"OperationOutcome\",\"issue\":[");
        for (int i = 0; i < issues.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            issue(json, issues.get(i));
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void issue(StringBuilder json, Said said) {
        json.append("{\"severity\":");
        quoted(json, said.severity());
        json.append(",\"code\":");
        quoted(json, said.code());
        json.append(",\"details\":{\"text\":");
        quoted(json, said.text());
        json.append('}');
        if (!said.expression().isEmpty()) {
            json.append(",\"expression\":[");
            quoted(json, said.expression());
            json.append(']');
        }
        json.append('}');
    }

    private static void quoted(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(' ');
            } else if (Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1)))
                    && !(Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)))) {
                json.append('\ufffd');
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
