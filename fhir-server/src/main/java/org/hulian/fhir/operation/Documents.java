package org.hulian.fhir.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.StoredResource;

/**
 * A Composition with everything it refers to, <a
 * href="https://hl7.org/fhir/R4/composition-operation-document.html">Composition/$document</a>. A document that lacks an
 * entry would say something else, so what cannot be read fails it.
 */
public final class Documents {
    private final Read read;
    private final String base;
    private final int most;

    /** Documents of at most so many resources; references below the base URL are local. */
    public Documents(Read read, String base, int most) {
        this.read = read;
        this.base = base + "/";
        this.most = most;
    }

    /** The Composition first, then what it refers to in the order of mention. */
    public Uni<List<StoredResource>> of(ResourceKey composition, RequestContext context) {
        return read.by(composition, context).chain(first -> {
            Set<ResourceKey> keys = new LinkedHashSet<>();
            JsonNode body = FhirJson.read(first.body());
            if (body != null) {
                collect(body, keys);
            }
            keys.remove(composition);
            if (keys.size() >= most) {
                throw new FailureException(new Failure.TooCostly("resources of a document", most, keys.size() + 1L));
            }
            return Multi.createFrom()
                    .iterable(keys)
                    .onItem()
                    .transformToUniAndConcatenate(key -> read.by(key, context))
                    .collect()
                    .asList()
                    .map(rest -> {
                        List<StoredResource> all = new ArrayList<>();
                        all.add(first);
                        all.addAll(rest);
                        return all;
                    });
        });
    }

    private void collect(JsonNode node, Set<ResourceKey> keys) {
        JsonNode reference = node.path("reference");
        if (reference.isTextual()) {
            key(reference.asText()).ifPresent(keys::add);
        }
        node.forEach(child -> collect(child, keys));
    }

    private Optional<ResourceKey> key(String reference) {
        String local = reference.startsWith(base) ? reference.substring(base.length()) : reference;
        String[] part = local.split("/", -1);
        return part.length < 2 || !ResourceId.isValid(part[1])
                ? Optional.empty()
                : ResourceTypes.r4().find(part[0]).map(type -> new ResourceKey(type, new ResourceId(part[1])));
    }
}
