package org.hulian.security.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The JSON of a key file: {@code {"format":"hulian-keys/1","suite":...,"pseudonym":{"id":1,"key":base64},...}}. */
final class KeyFileFormat {

    private static final String FORMAT = "hulian-keys/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private KeyFileFormat() {}

    static byte[] write(KeyFile keys) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("suite", keys.suite().name());
        put(root.putObject("pseudonym"), keys.pseudonym());
        put(root.putObject("master"), keys.master());
        ArrayNode retired = root.putArray("retired");
        keys.retired().forEach(key -> put(retired.addObject(), key));
        put(root.putObject("page"), keys.page());
        put(root.putObject("lookup"), keys.lookup());
        root.putObject("audit")
                .put("id", keys.audit().id())
                .put("private", base64(keys.audit().pkcs8()))
                .put("public", base64(keys.audit().spki()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    static KeyFile read(byte[] bytes, Path file) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (!FORMAT.equals(root.path("format").asText())) {
                throw new KeyFileException(file + " is not a key file of format " + FORMAT);
            }
            JsonNode audit = root.path("audit");
            return new KeyFile(
                    CryptoSuite.valueOf(root.path("suite").asText()),
                    secret(root.path("pseudonym")),
                    secret(root.path("master")),
                    retired(root.path("retired")),
                    secret(root.path("page")),
                    secret(root.path("lookup")),
                    new SigningKey(text(audit, "id"), bytes(audit, "private"), bytes(audit, "public")));
        } catch (IOException | IllegalArgumentException broken) {
            // The cause may quote the file, so it goes no further.
            throw new KeyFileException("the key file " + file + " is damaged: restore it from its backup");
        }
    }

    private static void put(ObjectNode node, SecretKeyBytes key) {
        node.put("id", key.id()).put("key", base64(key.bytes()));
    }

    /** Absent in files that were never rotated. */
    private static List<SecretKeyBytes> retired(JsonNode nodes) {
        List<SecretKeyBytes> keys = new ArrayList<>();
        nodes.forEach(node -> keys.add(secret(node)));
        return List.copyOf(keys);
    }

    private static SecretKeyBytes secret(JsonNode node) {
        return new SecretKeyBytes(node.path("id").asInt(), bytes(node, "key"));
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    private static byte[] bytes(JsonNode node, String name) {
        return Base64.getDecoder().decode(text(node, name));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
