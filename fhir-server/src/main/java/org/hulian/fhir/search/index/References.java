package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParameter;

/**
 * Which resources of this server a resource refers to, by search parameter. The same expressions that fill the index;
 * canonical URLs, contained resources and other servers' addresses lead nowhere. Thread-safe.
 */
public final class References {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final Map<String, ValuePath> paths = new ConcurrentHashMap<>();

    /** For a server; {@code base} is its FHIR base URL without a slash at the end. */
    public References(String base) {
        this.base = base + "/";
    }

    /** What these parameters of a resource lead to. */
    public Set<ResourceKey> of(ResourceType type, List<SearchParameter> parameters, byte[] json) {
        Set<ResourceKey> found = new LinkedHashSet<>();
        if (parameters.isEmpty()) {
            return found;
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (SearchParameter parameter : parameters) {
            path(type, parameter)
                    .collect(
                            root,
                            value -> local(value.path("reference").asText("")).ifPresent(found::add));
        }
        return found;
    }

    private ValuePath path(ResourceType type, SearchParameter parameter) {
        return paths.computeIfAbsent(
                type.name() + "." + parameter.name(), name -> PathCompiler.compile(parameter.expression()));
    }

    /** The resource of this server that a reference names. */
    public Optional<ResourceKey> local(String reference) {
        String local = reference.startsWith(base) ? reference.substring(base.length()) : reference;
        int slash = local.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String rest = local.substring(slash + 1);
        int history = rest.indexOf("/_history/");
        String id = history < 0 ? rest : rest.substring(0, history);
        return ResourceTypes.r4()
                .find(local.substring(0, slash))
                .filter(type -> ResourceId.isValid(id))
                .map(type -> new ResourceKey(type, new ResourceId(id)));
    }
}
