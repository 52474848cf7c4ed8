package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * What is being tried, as far as the request says.
 *
 * @param entities what the request names
 * @param query    the raw query string, or null
 */
record Happening(
        RequestContext context,
        Interaction interaction,
        List<Entity> entities,
        @Nullable String query) {
    /** Something about one resource. */
    static Happening to(ResourceKey key, Interaction interaction, RequestContext context) {
        return new Happening(
                context,
                interaction,
                List.of(Entity.resource(key.type().name(), key.id().value(), 0)),
                null);
    }

    /** Something about a type or the whole server. */
    static Happening of(Interaction interaction, RequestContext context) {
        return new Happening(context, interaction, List.of(), null);
    }

    /** The same with the version that was met. */
    Happening met(ResourceKey key, int version) {
        return new Happening(
                context,
                interaction,
                List.of(Entity.resource(key.type().name(), key.id().value(), version)),
                query);
    }

    Happening with(List<Entity> named) {
        return new Happening(context, interaction, named, query);
    }
}
