package org.hulian.fhir.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the addresses entries gave each other, and conditional references, by the addresses they have now: in
 * references, uris and the links of narratives. Every other byte stays.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">transaction rules</a>
 */
public final class ReferenceRewriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern CONDITIONAL = Pattern.compile("[A-Z][A-Za-z]{1,40}\\?.+");
    private static final Pattern LINK = Pattern.compile("((?:href|src)\\s*=\\s*)([\"'])([^\"']*)\\2");

    private final Map<String, String> addresses;

    /** From a {@code fullUrl} or a conditional reference to {@code Type/id}. */
    public ReferenceRewriter(Map<String, String> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /** The conditional references of a resource, such as {@code Patient?identifier=...}. */
    public static Set<String> conditional(byte[] resource) {
        Set<String> found = new LinkedHashSet<>();
        if (!contains(resource, (byte) '?')) {
            return found;
        }
        try (JsonParser parser = JSON.createParser(resource)) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING
                        && name.equals("reference")
                        && CONDITIONAL.matcher(parser.getText()).matches()) {
                    found.add(parser.getText());
                }
            }
        } catch (IOException unreadable) {
            // The body is read again, and refused with its place, when it is checked.
            return found;
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte each : bytes) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
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
                    String replaced = replaced(name, parser.getText(), path);
                    if (replaced != null) {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        int end = (int) parser.currentLocation().getByteOffset();
                        out.write(resource, copied, start - copied);
                        out.writeBytes(new JsonBytes(replaced.length() + 2)
                                .quoted(replaced)
                                .toByteArray());
                        copied = end;
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

    private @Nullable String replaced(String name, String text, String path) {
        String address = addresses.get(text);
        if (address != null) {
            return address;
        }
        if (name.equals("reference")) {
            check(text, path);
        }
        return name.equals("div") && !addresses.isEmpty() ? links(text) : null;
    }

    /** A narrative with its links replaced, or null where there are none to replace. */
    private @Nullable String links(String div) {
        Matcher link = LINK.matcher(div);
        boolean[] any = {false};
        String replaced = link.replaceAll(found -> {
            String address = addresses.get(found.group(3));
            any[0] |= address != null;
            return Matcher.quoteReplacement(
                    found.group(1) + found.group(2) + (address == null ? found.group(3) : address) + found.group(2));
        });
        return any[0] ? replaced : null;
    }

    private static void check(String reference, String path) {
        if (reference.startsWith("urn:uuid:") || reference.startsWith("urn:oid:")) {
            throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                    "not-found",
                    path + ".resource",
                    "A reference names no fullUrl of this Bundle. Add the entry or correct the reference.",
                    "引用未对应本 Bundle 中的任何 fullUrl，请补充条目或更正引用。"))));
        }
    }
}
