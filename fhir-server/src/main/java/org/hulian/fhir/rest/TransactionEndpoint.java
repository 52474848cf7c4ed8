package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.interaction.Batch;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.resource.UuidV7;

/**
 * Several changes at once, <a href="https://hl7.org/fhir/R4/http.html#transaction">batch/transaction</a>.
 */
@Singleton
@Path("/fhir")
public class TransactionEndpoint {
    private final Doors doors;
    private final SentBody bodies;
    private final Transaction transaction;
    private final Batch batch;
    private final UuidV7 ids;

    TransactionEndpoint(Doors doors, Rendering rendering, Transaction transaction, Batch batch, UuidV7 ids) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.transaction = transaction;
        this.batch = batch;
        this.ids = ids;
    }

    /** A Bundle of type batch or transaction. */
    @POST
    public Uni<Response> post(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) ->
                        bodies.json(body, exchange).onItem().transformToUni(json -> answers(json, exchange, context)));
    }

    private Uni<Response> answers(byte[] json, Exchange exchange, RequestContext context) {
        boolean full = exchange.preferences().answer() == Preferences.Return.REPRESENTATION
                && exchange.header("Prefer") != null;
        BundleWriter bundles = new BundleWriter(doors.answers().base());
        if (batch.accepts(json)) {
            return batch.by(json, full, context)
                    .onItem()
                    .transformToUni(answers ->
                            doors.answers().json(200, bundles.responses(ids.get(), "batch", answers), exchange));
        }
        return transaction.by(json, context).onItem().transformToUni(written -> {
            List<EntryAnswer> answers =
                    written.stream().map(one -> Batch.answerTo(one, full)).toList();
            return doors.answers().json(200, bundles.responses(ids.get(), "transaction", answers), exchange);
        });
    }
}
