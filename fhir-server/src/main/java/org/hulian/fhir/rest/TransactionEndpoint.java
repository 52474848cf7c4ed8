package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.interaction.Batch;
import org.hulian.fhir.interaction.EntryParser;
import org.hulian.fhir.interaction.EntryResult;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;

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
    private final EntryReader entries;
    private final UuidV7 ids;

    TransactionEndpoint(
            Doors doors,
            Rendering rendering,
            Transaction transaction,
            Batch batch,
            EntryParser addresses,
            SearchParser searches,
            PageTokens pages,
            HistoryAnswer histories,
            UuidV7 ids,
            Clock clock) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.transaction = transaction;
        this.batch = batch;
        this.entries = new EntryReader(
                addresses, searches, new SearchAnswer(doors.answers(), pages, ids, clock), histories, doors.answers());
        this.ids = ids;
    }

    /** A Bundle of type batch or transaction. */
    @POST
    public Uni<Response> post(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange).chain(json -> answers(json, exchange, context)));
    }

    private Uni<Response> answers(byte[] json, Exchange exchange, RequestContext context) {
        boolean alone = batch.accepts(json);
        Uni<List<EntryResult>> results =
                alone ? batch.by(json, context, entries) : transaction.by(json, context, entries);
        return results.chain(all -> {
            EntryAnswers each = new EntryAnswers(exchange.entryAnswer(), context.language());
            byte[] bundle = new BundleWriter(doors.answers().base())
                    .responses(
                            ids.get(),
                            alone ? "batch" : "transaction",
                            all.stream().map(each::of).toList());
            return doors.answers().json(200, bundle, exchange);
        });
    }
}
