package org.hulian.fhir.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * Replaces the addresses entries gave each other by the addresses they have now.
 * Every other byte stays.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">transaction rules</a>
 */
public final class ReferenceRewriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> addresses;

    /** From {@code fullUrl} to {@code Type/id}. */
    public ReferenceRewriter(Map<String, String> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /**
     * The resource with its references resolved.
     *
     * @param path of the entry, for messages
     */
    public byte[] resolve(byte[] resource, String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(resource.length + 64);
        int copied = 0;
        try (JsonParser parser = JSON.createParser(resource)) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING && !name.equals("value")) {
                    String text = parser.getText();
                    String address = addresses.get(text);
                    if (address != null) {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        int end = (int) parser.currentLocation().getByteOffset();
                        out.write(resource, copied, start - copied);
                        out.writeBytes(("\"" + address + "\"").getBytes(StandardCharsets.UTF_8));
                        copied = end;
                    } else if (name.equals("reference")) {
                        check(text, path);
                    }
                }
            }
        } catch (IOException unreadable) {
            // The body is read again, and refused with its place, when it is checked.
            return resource;
        }
        if (copied == 0) {
            return resource;
        }
        out.write(resource, copied, resource.length - copied);
        return out.toByteArray();
    }

    private static void check(String reference, String path) {
        if (reference.startsWith("urn:uuid:") || reference.startsWith("urn:oid:")) {
            throw invalid(
                    "not-found",
                    path,
                    "A reference names no fullUrl of this Bundle. Add the entry or correct the reference.",
                    "引用未对应本 Bundle 中的任何 fullUrl，请补充条目或更正引用。");
        }
        if (reference.indexOf('?') >= 0) {
            throw invalid(
                    "not-supported",
                    path,
                    "Conditional references are not supported. Refer by id or fullUrl.",
                    "暂不支持条件引用，请使用 id 或 fullUrl。");
        }
    }

    private static FailureException invalid(String code, String path, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(code, path + ".resource", en, zh))));
    }
}
