package org.hulian.fhir.recognition.withdrawal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;

/** Notes results that change after somebody relied on them, in the transaction that changes them. */
public final class ResultProjection implements Projection {
    /** Served by relied_by_result; of several changes the version before the first is kept. */
    private static final String NOTE = """
            insert into hub.result_due as d (result, version)
            select $1, $2 where exists (select from hub.relied where result = $1 and standing <> 'withdrawn')
                on conflict (result) do update set due = now(), attempts = 0
            """;

    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return switch (change) {
            // What is new cannot have been relied on: the most frequent write costs nothing.
            case CREATED, UNCHANGED -> false;
            case UPDATED, DELETED ->
                type.name().equals("Observation") || type.name().equals("DiagnosticReport");
        };
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        return transaction
                .clinical()
                .chain(clinical -> clinical.preparedQuery(NOTE)
                        .execute(Tuple.of(
                                written.key().toString(), written.version().number() - 1)))
                .replaceWithVoid();
    }
}
