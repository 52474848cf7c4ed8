package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.interaction.Changed;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Written;

/** Answers to changes, as much as {@code Prefer} asks for: <a href="https://hl7.org/fhir/R4/http.html#ops">return</a>. */
final class WriteAnswer {
    private final Answers answers;

    WriteAnswer(Answers answers) {
        this.answers = answers;
    }

    /** To a change of one resource. */
    Uni<Response> of(Changed changed, Exchange exchange) {
        return of(changed.written().getFirst(), exchange);
    }

    Uni<Response> of(Written written, Exchange exchange) {
        boolean created = written.change() == Written.Change.CREATED;
        String address = answers.base() + "/" + written.key() + "/_history/"
                + written.version().number();
        Response.ResponseBuilder response = Response.status(created ? 201 : 200)
                .header("ETag", Answers.etag(written.version()))
                .header("Last-Modified", Answers.date(written.updated()));
        if (created) {
            response.header("Location", address);
        } else {
            response.header("Content-Location", address);
        }
        byte[] body = written.body();
        return switch (exchange.preferences().answer()) {
            case MINIMAL -> Uni.createFrom().item(response.build());
            case OPERATION_OUTCOME -> answers.done(response, said(written, exchange.language()), exchange);
            case REPRESENTATION ->
                body == null
                        ? Uni.createFrom().item(response.build())
                        : answers.body(
                                response,
                                new StoredResource(
                                        written.key(),
                                        written.version(),
                                        written.updated(),
                                        body,
                                        written.patient(),
                                        0),
                                exchange);
        };
    }

    /** To a deletion, of any number of resources. */
    Uni<Response> deleted(List<Written> written, Exchange exchange) {
        if (exchange.preferences().answer() == Preferences.Return.OPERATION_OUTCOME) {
            return answers.done(Response.ok(), saidDeleted(written.size(), exchange.language()), exchange);
        }
        Response.ResponseBuilder response = Response.noContent();
        if (written.size() == 1) {
            response.header("ETag", Answers.etag(written.getFirst().version()));
        }
        return Uni.createFrom().item(response.build());
    }

    static String said(Written written, String language) {
        boolean chinese = language.equals("zh");
        return switch (written.change()) {
            case CREATED -> chinese ? "已创建。" : "Created.";
            case UPDATED -> chinese ? "已更新。" : "Updated.";
            case UNCHANGED -> chinese ? "没有变化。" : "Nothing changed.";
            case DELETED -> chinese ? "已删除。" : "Deleted.";
        };
    }

    static String saidDeleted(int count, String language) {
        return language.equals("zh") ? "已删除 " + count + " 个资源。" : "Deleted: " + count + ".";
    }
}
