package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.History;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.HistoryStart;
import org.jspecify.annotations.Nullable;

/** Pages of a history as Bundles, with links that hold everything the next page needs. */
public final class HistoryAnswer {
    /** Every type that has versions to tell. */
    static final List<ResourceType> ALL = ResourceTypes.r4().all().stream()
            .filter(type -> type.store() != Store.AUDIT)
            .toList();

    private static final int PAGE = 20;
    private static final int MOST = 200;
    private static final Set<String> OFFERED = Set.of("_count", "_since", "_at", "_page");

    private final PageTokens pages;
    private final String base;
    private final ZoneId zone;
    private final Supplier<UUID> ids;
    private final Clock clock;

    /**
     * Pages below a base URL.
     *
     * @param zone of times without one
     */
    public HistoryAnswer(PageTokens pages, String base, ZoneId zone, Supplier<UUID> ids, Clock clock) {
        this.pages = pages;
        this.base = base;
        this.zone = zone;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param types whose versions
     * @param key   one resource of them, or null for all
     */
    Uni<byte[]> of(
            List<ResourceType> types,
            @Nullable ResourceKey key,
            Parameters asked,
            History history,
            RequestContext context) {
        String path = (key != null ? key + "/" : types.size() == 1 ? types.getFirst() + "/" : "") + "_history";
        Parameters given = asked;
        HistoryStart start = null;
        String token = asked.first("_page");
        if (token != null) {
            PageTokens.Page page = pages.open(token, path, context.caller());
            given = Parameters.parse(page.query());
            start = HistoryStart.parse(page.position());
        }
        refuseUnknown(given);
        OperationInput.refuseRepeated(given, OFFERED);
        int count = count(given.first("_count"));
        TimeSpan since = time("_since", given.first("_since"));
        HistoryRequest request = new HistoryRequest(
                types, key, since == null ? null : since.low(), time("_at", given.first("_at")), count + 1, start);
        String query = given.without(Set.of("_page")).text();
        return history.by(request, path + (query.isEmpty() ? "" : "?" + query), context)
                .map(versions -> page(path, query, count, token, versions, context));
    }

    private byte[] page(
            String path,
            String query,
            int count,
            @Nullable String token,
            List<HistoryEntry> versions,
            RequestContext context) {
        String self = base + "/" + path;
        List<BundleWriter.Link> links = new ArrayList<>();
        String shown = token != null ? "?_page=" + token : query.isEmpty() ? "" : "?" + query;
        links.add(new BundleWriter.Link("self", self + shown));
        List<HistoryEntry> page = versions.size() > count ? versions.subList(0, count) : versions;
        if (versions.size() > count) {
            String position = HistoryStart.of(page.getLast()).text();
            String next = pages.seal(new PageTokens.Page(path, query, false, position), context.caller());
            links.add(new BundleWriter.Link("next", self + "?_page=" + next + Exchange.shape(Parameters.parse(query))));
        }
        return new BundleWriter(base).history(ids.get(), clock.instant(), links, page);
    }

    private static void refuseUnknown(Parameters given) {
        given.without(Exchange.SHAPE).without(OFFERED).all().stream()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new FailureException(new Failure.NotSupported(
                            "parameter " + Shown.of(unknown.getKey()) + " of a history",
                            OFFERED.stream().sorted().toList(),
                            400));
                });
    }

    private @Nullable TimeSpan time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        TimeSpan span = TimeSpan.parse(text, zone);
        if (span == null) {
            throw Exchange.malformed(
                    name + " must be a time such as 2026-11-21T08:30:00+08:00.",
                    name + " 应为时间，如 2026-11-21T08:30:00+08:00。");
        }
        return span;
    }

    private static int count(@Nullable String asked) {
        if (asked == null) {
            return PAGE;
        }
        if (!asked.matches("[0-9]{1,9}") || asked.matches("0+")) {
            throw Exchange.malformed("_count must be a number from 1.", "_count 应为 1 或以上的整数。");
        }
        return Math.min(Integer.parseInt(asked), MOST);
    }
}
