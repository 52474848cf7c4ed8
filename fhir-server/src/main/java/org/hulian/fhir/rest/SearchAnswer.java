package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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
            SearchText text,
            SearchRequest request,
            Turned turned,
            SearchPage page,
            Exchange exchange,
            RequestContext context) {
        return answers.json(200, bundle(text, request, turned, page, context), exchange);
    }

    /** The page as it is stored, in no particular view. */
    byte[] bundle(SearchText text, SearchRequest request, Turned turned, SearchPage page, RequestContext context) {
        return bundles.searchset(
                ids.get(),
                clock.instant(),
                page.total(),
                links(text, request, turned, page, context),
                page.matches(),
                page.included(),
                remarks(request.ignored(), page.complete(), context.language()));
    }

    private List<BundleWriter.Link> links(
            SearchText text, SearchRequest request, Turned turned, SearchPage page, RequestContext context) {
        String path = text.place().path();
        String address = path.isEmpty() ? answers.base() : answers.base() + "/" + path;
        String query = text.query(request.ignored());
        String shape = Exchange.shape(text.given());
        String begun = address + (query.isEmpty() ? "" : "?" + query);
        Function<Turned, String> link = to -> address + "?_page=" + token(text, query, to, context);
        List<BundleWriter.Link> links = new ArrayList<>();
        if (turned.start() == null) {
            links.add(new BundleWriter.Link("self", begun));
        } else {
            links.add(new BundleWriter.Link("self", link.apply(turned)));
            links.add(new BundleWriter.Link("first", begun));
        }
        Turned previous = turned.previous();
        if (previous != null) {
            links.add(new BundleWriter.Link("previous", link.apply(previous) + shape));
        }
        PageStart next = page.next();
        if (next != null) {
            links.add(new BundleWriter.Link("next", link.apply(turned.next(next)) + shape));
        }
        return links;
    }

    private String token(SearchText text, String query, Turned to, RequestContext context) {
        String position = Objects.requireNonNull(to.start()).text();
        return pages.seal(
                new PageTokens.Page(text.place().path(), query, text.lenient(), position, to.before()),
                context.caller());
    }

    private static byte @Nullable [] remarks(List<String> ignored, boolean complete, String language) {
        boolean chinese = language.equals("zh");
        List<Outcome.Said> said = new ArrayList<>();
        ignored.stream()
                .distinct()
                .map(name -> new Outcome.Said(
                        "warning",
                        "not-supported",
                        "",
                        chinese
                                ? "参数 " + Shown.of(name) + " 不受支持，已忽略。"
                                : "Parameter " + Shown.of(name) + " is not supported and was ignored."))
                .forEach(said::add);
        if (!complete) {
            said.add(new Outcome.Said(
                    "warning",
                    "too-costly",
                    "",
                    chinese
                            ? "附带资源超过上限，本页未全部列出。请减小 _count 或减少 _include。"
                            : "More resources would have been included than a page may hold."
                                    + " Ask for a smaller _count or include less."));
        }
        return said.isEmpty() ? null : OperationOutcomes.json(said);
    }
}
