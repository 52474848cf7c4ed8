package org.hulian.fhir.rest;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.interaction.Everything;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.EverythingStart;
import org.jspecify.annotations.Nullable;

/** Pages of {@code $everything} as Bundles, with links that hold everything the next page needs. */
public final class EverythingAnswer {
    private static final Set<String> OFFERED = Set.of("start", "end", "_type", "_since", "_count", "_page");
    private static final Set<String> SINGLE = Set.of("_count", "_since", "end", "start");

    private final PageTokens pages;
    private final String base;
    private final ZoneId zone;
    private final int page;
    private final int most;
    private final Supplier<UUID> ids;
    private final Clock clock;

    /**
     * Pages below a base URL.
     *
     * @param zone of dates without one
     * @param page rows of a page where {@code _count} is not given
     * @param most rows of a page, at most
     */
    public EverythingAnswer(
            PageTokens pages, String base, ZoneId zone, int page, int most, Supplier<UUID> ids, Clock clock) {
        this.pages = pages;
        this.base = base;
        this.zone = zone;
        this.page = page;
        this.most = most;
        this.ids = ids;
        this.clock = clock;
    }

    private static String path(ResourceKey focus) {
        return focus + "/$everything";
    }

    Everything.Asked asked(ResourceKey focus, Parameters sent, RequestContext context) {
        Parameters given = sent;
        EverythingStart start = EverythingStart.FIRST;
        String token = sent.first("_page");
        if (token != null) {
            PageTokens.Page opened = pages.open(token, path(focus), context.caller());
            given = Parameters.parse(opened.query());
            start = EverythingStart.parse(opened.position());
        }
        OperationInput.refuseUnknown(given, OFFERED);
        OperationInput.refuseRepeated(given, SINGLE);
        TimeSpan since = span("_since", given.first("_since"));
        String query = query(given);
        return new Everything.Asked(
                focus,
                types(given),
                since == null ? null : since.low(),
                care(given),
                count(given.first("_count")),
                start,
                path(focus) + (query.isEmpty() ? "" : "?" + query));
    }

    byte[] bundle(Everything.Asked asked, Parameters sent, EverythingRequest.Page page, RequestContext context) {
        String address = base + "/" + path(asked.focus());
        String token = sent.first("_page");
        int question = asked.query().indexOf('?');
        String query = question < 0 ? "" : asked.query().substring(question + 1);
        List<BundleWriter.Link> links = new ArrayList<>();
        links.add(new BundleWriter.Link(
                "self", address + (token != null ? "?_page=" + token : query.isEmpty() ? "" : "?" + query)));
        EverythingStart next = page.next();
        if (next != null) {
            String sealed =
                    pages.seal(new PageTokens.Page(path(asked.focus()), query, false, next.text()), context.caller());
            links.add(new BundleWriter.Link(
                    "next", address + "?_page=" + sealed + Exchange.shape(Parameters.parse(query))));
        }
        return new BundleWriter(base)
                .searchset(ids.get(), clock.instant(), null, links, page.resources(), List.of(), null);
    }

    private static String query(Parameters given) {
        return given.without(Set.of("_page")).text();
    }

    private static List<ResourceType> types(Parameters given) {
        List<ResourceType> types = new ArrayList<>();
        given.all().stream()
                .filter(parameter -> parameter.getKey().equals("_type"))
                .flatMap(parameter -> List.of(parameter.getValue().split(",", -1)).stream())
                .forEach(name -> types.add(Exchange.typeNamed(name)));
        return types.isEmpty() ? HistoryAnswer.ALL : types;
    }

    /** Open on the side that is not given. */
    private @Nullable TimeSpan care(Parameters given) {
        TimeSpan start = span("start", given.first("start"));
        TimeSpan end = span("end", given.first("end"));
        return start == null && end == null
                ? null
                : new TimeSpan(
                        start == null ? TimeSpan.EARLIEST : start.low(), end == null ? TimeSpan.LATEST : end.high());
    }

    private @Nullable TimeSpan span(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        TimeSpan span = TimeSpan.parse(text, zone);
        if (span == null) {
            throw Exchange.malformed(
                    name + " must be a date such as 2026-11-21 or 2026-11-21T08:30:00+08:00.",
                    name + " 应为日期，如 2026-11-21 或 2026-11-21T08:30:00+08:00。");
        }
        return span;
    }

    private int count(@Nullable String asked) {
        if (asked == null) {
            return page;
        }
        if (!asked.matches("[0-9]{1,9}") || asked.matches("0+")) {
            throw Exchange.malformed("_count must be a number from 1.", "_count 应为 1 或以上的整数。");
        }
        return Math.min(Integer.parseInt(asked), most);
    }
}
