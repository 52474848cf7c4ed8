package org.hulian.fhir.parameter;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;

/**
 * Keeps what active SearchParameter resources define, in the transaction that writes them. One that could not be
 * searched by is not stored.
 */
public final class SearchParameterProjection implements Projection {
    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return type.name().equals("SearchParameter");
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        UUID definition = ResourceKeys.of(written.key());
        byte[] body = written.body();
        List<Definition> definitions;
        try {
            definitions = body == null ? List.of() : DefinitionReader.read(body);
        } catch (FailureException refused) {
            return Uni.createFrom().failure(refused);
        }
        return transaction
                .registry()
                .chain(registry -> ParameterRows.replace(
                        registry, definition, written.version().number(), definitions));
    }
}
