package org.hulian.fhir.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.Parameters;

/**
 * Conditional references to what the same transaction brings: by an identifier, the one thing such references are made
 * of when the sender does not know the hub's ids.
 */
final class BundledIdentifiers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundledIdentifiers() {}

    /** The one entry with the identifier that the reference asks for, if it asks for nothing else. */
    static Optional<ResourceKey> of(List<Aim> aims, String reference) {
        int question = reference.indexOf('?');
        Parameters asked = Parameters.parse(reference.substring(question + 1));
        String identifier = asked.all().size() == 1 ? asked.first("identifier") : null;
        if (identifier == null || identifier.indexOf('|') < 0) {
            return Optional.empty();
        }
        List<ResourceKey> found = aims.stream()
                .filter(aim -> aim.kind() == Aim.Kind.CREATE || aim.kind() == Aim.Kind.UPDATE)
                .filter(aim -> aim.asked().change().type().name().equals(reference.substring(0, question)))
                .filter(aim -> has(aim, identifier))
                .map(aim -> aim.keys().getFirst())
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean has(Aim aim, String identifier) {
        byte[] body = Deciding.body(aim.asked().change());
        if (body == null) {
            return false;
        }
        try {
            for (JsonNode each : JSON.readTree(body).path("identifier")) {
                String text =
                        each.path("system").asText() + "|" + each.path("value").asText();
                if (text.equals(identifier)) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            // The body is read again, and refused with its place, when it is checked.
            return false;
        }
    }
}
