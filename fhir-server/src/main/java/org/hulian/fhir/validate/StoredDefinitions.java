package org.hulian.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/** Uploaded definitions as the validator asks for them. It waits for the store: for threads that may. */
final class StoredDefinitions implements IValidationSupport {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Also of URLs nobody has defined: a sender can name any number of them. */
    private static final int KEPT = 4_096;

    private final FhirContext fhir;
    private final DefinitionSource source;
    private final Cache<String, Optional<IBaseResource>> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    StoredDefinitions(FhirContext fhir, DefinitionSource source) {
        this.fhir = fhir;
        this.source = source;
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return find("StructureDefinition", url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return find("ValueSet", url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return find("CodeSystem", url);
    }

    String state() {
        return source.state().await().atMost(PATIENCE);
    }

    void forget() {
        known.invalidateAll();
    }

    private @Nullable IBaseResource find(String type, String canonical) {
        String name = type + " " + canonical;
        Optional<IBaseResource> kept = known.getIfPresent(name);
        if (kept == null) {
            kept = load(type, canonical);
            known.put(name, kept);
        }
        return kept.orElse(null);
    }

    private Optional<IBaseResource> load(String type, String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? "" : canonical.substring(bar + 1);
        List<byte[]> found = source.byUrl(type, url).await().atMost(PATIENCE);
        return found.stream()
                .map(json -> fhir.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8)))
                .filter(resource -> version.isEmpty()
                        || (resource instanceof MetadataResource definition && version.equals(definition.getVersion())))
                .findFirst();
    }
}
