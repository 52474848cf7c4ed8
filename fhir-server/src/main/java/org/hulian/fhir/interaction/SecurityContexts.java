package org.hulian.fhir.interaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Optional;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;

/**
 * A Binary that is not the caller's is theirs to read where the resource it names as its security context is: <a
 * href="https://hl7.org/fhir/R4/binary-definitions.html#Binary.securityContext">Binary.securityContext</a>.
 */
final class SecurityContexts {
    private static final JsonFactory JSON = new JsonFactory();

    private final ResourceReads store;
    private final Access access;

    SecurityContexts(ResourceReads store, Access access) {
        this.store = store;
        this.access = access;
    }

    static boolean mayHave(ResourceKey key) {
        return key.type().name().equals("Binary");
    }

    /** The Binary, if its context may be read; otherwise what was found before. */
    Uni<Found> opened(ResourceKey binary, Found hidden, RequestContext context) {
        return store.read(binary, Access.everything()).chain(all -> ifNamed(all, hidden, context));
    }

    /** One version of it, if its own context and the current one's may be read; otherwise what was found before. */
    Uni<Found> opened(ResourceKey binary, Version version, Found hidden, RequestContext context) {
        return opened(binary, hidden, context)
                .chain(current -> current instanceof Found.Visible(StoredResource resource)
                                && !resource.version().equals(version)
                        ? store.readVersion(binary, version, Access.everything())
                                .chain(earlier -> ifNamed(earlier, hidden, context))
                        : Uni.createFrom().item(current));
    }

    private Uni<Found> ifNamed(Found binary, Found hidden, RequestContext context) {
        return binary instanceof Found.Visible(StoredResource resource)
                ? named(resource.body())
                        .map(key -> store.read(key, access.seen(context, key.type()))
                                .map(found -> found instanceof Found.Visible ? binary : hidden))
                        .orElseGet(() -> Uni.createFrom().item(hidden))
                : Uni.createFrom().item(hidden);
    }

    private static Optional<ResourceKey> named(byte[] binary) {
        try (JsonParser parser = JSON.createParser(binary)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean context = parser.currentName().equals("securityContext");
                parser.nextToken();
                if (context) {
                    return reference(parser);
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a stored body that is no JSON", e);
        }
    }

    private static Optional<ResourceKey> reference(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean reference = parser.currentName().equals("reference");
            parser.nextToken();
            if (reference) {
                String[] part = parser.getText().split("/", -1);
                return part.length == 2 && ResourceId.isValid(part[1])
                        ? ResourceTypes.r4()
                                .find(part[0])
                                .filter(type -> !type.name().equals("Binary"))
                                .map(type -> new ResourceKey(type, new ResourceId(part[1])))
                        : Optional.empty();
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }
}
