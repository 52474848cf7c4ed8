package org.hulian.fhir.resource;

/** A resource's address inside the server: {@code type/id}. */
public record ResourceKey(ResourceType type, ResourceId id) {
    @Override
    public String toString() {
        return type.name() + "/" + id.value();
    }
}
