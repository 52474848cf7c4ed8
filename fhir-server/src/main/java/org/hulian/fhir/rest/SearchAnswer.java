package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.jspecify.annotations.Nullable;

/** A page of matches as a Bundle, with links that hold everything the next page needs. */
final class SearchAnswer {
    private final Answers answers;
    private final PageTokens pages;
    private final BundleWriter bundles;
    private final Supplier<UUID> ids;
    private final Clock clock;

    SearchAnswer(Answers answers, PageTokens pages, Supplier<UUID> ids, Clock clock) {
        this.answers = answers;
        this.pages = pages;
        this.bundles = new BundleWriter(answers.base());
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Response> of(
            SearchText text, SearchRequest request, SearchPage page, Exchange exchange, RequestContext context) {
        return answers.json(200, bundle(text, request, page, context), exchange);
    }

    /** The page as it is stored, in no particular view. */
    byte[] bundle(SearchText text, SearchRequest request, SearchPage page, RequestContext context) {
        return bundles.searchset(
                ids.get(),
                clock.instant(),
                page.total(),
                links(text, request, page, context),
                page.matches(),
                ignored(request.ignored(), context.language()));
    }

    private List<BundleWriter.Link> links(
            SearchText text, SearchRequest request, SearchPage page, RequestContext context) {
        String address = answers.base() + "/" + text.type();
        String query = text.query(request.ignored());
        List<BundleWriter.Link> links = new ArrayList<>();
        PageStart start = request.start();
        String self =
                start == null ? (query.isEmpty() ? "" : "?" + query) : "?_page=" + token(text, query, start, context);
        links.add(new BundleWriter.Link("self", address + self));
        PageStart next = page.next();
        if (next != null) {
            links.add(new BundleWriter.Link(
                    "next", address + "?_page=" + token(text, query, next, context) + Exchange.shape(text.given())));
        }
        return links;
    }

    private String token(SearchText text, String query, PageStart start, RequestContext context) {
        return pages.seal(
                new PageTokens.Page(text.type().name(), query, text.lenient(), start.position()), context.caller());
    }

    private static byte @Nullable [] ignored(List<String> names, String language) {
        if (names.isEmpty()) {
            return null;
        }
        List<Outcome.Said> said = names.stream()
                .distinct()
                .map(name -> new Outcome.Said(
                        "warning",
                        "not-supported",
                        "",
                        language.equals("zh")
                                ? "参数 " + Shown.of(name) + " 不受支持，已忽略。"
                                : "Parameter " + Shown.of(name) + " is not supported and was ignored."))
                .toList();
        return OperationOutcomes.json(said);
    }
}
