package org.hulian.fhir.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.hulian.fhir.bulk.ExportPage;
import org.hulian.fhir.bulk.ExportPage.Position;
import org.hulian.fhir.bulk.Exports;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.jboss.logging.Logger;

/**
 * The files of exports, sent as they are found: a page is written when the one before it is on its way, so a file costs
 * the memory of one page however long it is. A file that cannot be finished ends with a broken connection, never as if
 * it were complete.
 */
@Singleton
class ExportFiles {
    private static final Logger LOG = Logger.getLogger(ExportFiles.class);
    private static final String NDJSON = "application/fhir+ndjson";

    private final Doors doors;
    private final Exports exports;

    ExportFiles(Doors doors, Exports exports) {
        this.doors = doors;
        this.exports = exports;
    }

    void register(@Observes Router router) {
        router.route("/fhir/$export-job/:job/:file")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(100)
                .handler(this::file);
    }

    private void file(RoutingContext http) {
        doors.openAs(NDJSON, http, (exchange, context) -> sent(http, context))
                .subscribe()
                .with(
                        answer -> {
                            if (!http.response().headWritten()) {
                                Entrance.send(http, answer);
                            }
                        },
                        fault -> http.response().reset());
    }

    private Uni<Response> sent(RoutingContext http, RequestContext context) {
        UUID job = ExportEndpoint.job(http.pathParam("job"));
        int number = number(http.pathParam("file"));
        HttpServerResponse response = http.response();
        return exports.page(job, number, Position.START, context).chain(first -> {
            if (http.request().method().equals(HttpMethod.HEAD)) {
                return Uni.createFrom()
                        .item(Response.ok().header("Content-Type", NDJSON).build());
            }
            // "identity" stands there until somebody knows better, and would keep it from being packed.
            response.headers().remove("Content-Encoding");
            response.setChunked(true).putHeader("Content-Type", NDJSON);
            Transfer transfer = new Transfer(job, number, context, response, first);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> transfer, Transfer::step)
                    .whilst(more -> more)
                    .collect()
                    .last()
                    .chain(() -> Uni.createFrom()
                            .completionStage(() -> response.end().toCompletionStage()))
                    .onFailure()
                    .invoke(failure -> {
                        LOG.infof(
                                "a file of export %s broke off: %s",
                                job, failure.getClass().getSimpleName());
                        response.reset();
                    })
                    .onFailure()
                    .recoverWithNull()
                    .replaceWith(Response.ok().build());
        });
    }

    /** A file on its way. */
    private final class Transfer {
        private final UUID job;
        private final int number;
        private final RequestContext context;
        private final HttpServerResponse response;
        private ExportPage page;

        private Transfer(UUID job, int number, RequestContext context, HttpServerResponse response, ExportPage first) {
            this.job = job;
            this.number = number;
            this.context = context;
            this.response = response;
            this.page = first;
        }

        /** Writes the page at hand and finds the next one; whether there is one. */
        private Uni<Boolean> step() {
            Position next = page.next();
            Uni<Void> written = Uni.createFrom()
                    .completionStage(
                            () -> response.write(Buffer.buffer(page.ndjson())).toCompletionStage());
            return next == null
                    ? written.replaceWith(false)
                    : written.chain(() -> exports.page(job, number, next, context))
                            .invoke(found -> page = found)
                            .replaceWith(true);
        }
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new FailureException(new Failure.NotFound("File " + Shown.of(text)));
        }
        return Integer.parseInt(text);
    }
}
