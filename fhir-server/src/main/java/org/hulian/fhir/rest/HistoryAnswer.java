package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.interaction.InstanceHistory;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.store.HistoryEntry;
import org.jspecify.annotations.Nullable;

/** Pages of a history as Bundles, with links that hold everything the next page needs. */
final class HistoryAnswer {
    private static final int PAGE = 20;
    private static final int MOST = 200;

    private final PageTokens pages;
    private final String base;
    private final Supplier<UUID> ids;
    private final Clock clock;

    HistoryAnswer(PageTokens pages, String base, Supplier<UUID> ids, Clock clock) {
        this.pages = pages;
        this.base = base;
        this.ids = ids;
        this.clock = clock;
    }

    /** A page of the versions of one resource. */
    Uni<byte[]> of(ResourceKey key, Parameters given, InstanceHistory history, RequestContext context) {
        int count = count(given.first("_count"));
        return history.by(key, count, before(given, key, context), context)
                .map(versions -> page(key, versions, count, context));
    }

    private byte[] page(ResourceKey key, List<HistoryEntry> versions, int count, RequestContext context) {
        String self = base + "/" + path(key);
        List<BundleWriter.Link> links = new ArrayList<>();
        links.add(new BundleWriter.Link("self", self + "?_count=" + count));
        List<HistoryEntry> page = versions.size() > count ? versions.subList(0, count) : versions;
        if (versions.size() > count) {
            String position = Integer.toString(page.getLast().version().number());
            String token = pages.seal(new PageTokens.Page(path(key), "", false, position), context.caller());
            links.add(new BundleWriter.Link("next", self + "?_count=" + count + "&_page=" + token));
        }
        return new BundleWriter(base).history(ids.get(), clock.instant(), links, page);
    }

    private @Nullable Version before(Parameters given, ResourceKey key, RequestContext context) {
        String token = given.first("_page");
        return token == null
                ? null
                : new Version(Integer.parseInt(
                        pages.open(token, path(key), context.caller()).position()));
    }

    private static String path(ResourceKey key) {
        return key + "/_history";
    }

    private static int count(@Nullable String asked) {
        if (asked == null) {
            return PAGE;
        }
        if (!asked.matches("[0-9]{1,9}") || asked.matches("0+")) {
            throw Exchange.malformed("_count must be a number from 1.");
        }
        return Math.min(Integer.parseInt(asked), MOST);
    }
}
