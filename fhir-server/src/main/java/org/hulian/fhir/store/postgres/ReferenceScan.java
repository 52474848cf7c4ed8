package org.hulian.fhir.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;

/** Finds the local references in bodies by their text, without reading the rest. */
final class ReferenceScan {
    private static final Pattern REFERENCE =
            Pattern.compile("\"(?:reference|url)\"\\s*:\\s*\"([A-Z][A-Za-z]{3,40})/([A-Za-z0-9.-]{1,64})[\"/]");

    private final Map<String, Short> wanted = new HashMap<>();
    private final TreeSet<Address> found = new TreeSet<>(Address.ORDER);

    ReferenceScan(List<ResourceType> types) {
        types.forEach(type -> wanted.put(type.name(), type.number()));
    }

    /** A row that is referred to. */
    record Address(short type, UUID key) {
        static final Comparator<Address> ORDER =
                Comparator.comparing(Address::type).thenComparing(Address::key);
    }

    void read(byte[] body) {
        // Byte for character: names and ids are ASCII.
        Matcher reference = REFERENCE.matcher(new String(body, StandardCharsets.ISO_8859_1));
        while (reference.find()) {
            Short type = wanted.get(reference.group(1));
            if (type != null) {
                found.add(new Address(type, ResourceKeys.of(reference.group(1), reference.group(2))));
            }
        }
    }

    NavigableSet<Address> found() {
        return found;
    }
}
