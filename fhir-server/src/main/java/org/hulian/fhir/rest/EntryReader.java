package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.EntryParser;
import org.hulian.fhir.interaction.EntryReads;
import org.hulian.fhir.interaction.Reads;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/** Entries of a batch or transaction that read: an address is answered as it is by a request of its own. */
final class EntryReader implements EntryReads {
    private static final Pattern COMPARTMENT_TYPE = Pattern.compile("[A-Z][A-Za-z]*|\\*");
    private static final Set<String> SHAPE = Set.of("_summary", "_elements");

    private final EntryParser addresses;
    private final SearchParser parser;
    private final SearchAnswer searches;
    private final HistoryAnswer histories;
    private final Answers answers;

    EntryReader(
            EntryParser addresses,
            SearchParser parser,
            SearchAnswer searches,
            HistoryAnswer histories,
            Answers answers) {
        this.addresses = addresses;
        this.parser = parser;
        this.searches = searches;
        this.histories = histories;
        this.answers = answers;
    }

    @Override
    public Uni<EntryAnswer> answer(SentEntry entry, Reads reads, RequestContext context) {
        String[] path = addresses.path(entry).split("/", -1);
        String query = addresses.query(entry);
        Parameters given = Parameters.parse(query == null ? null : RawQuery.escaped(query));
        return switch (path.length) {
            case 1 ->
                path[0].equals("_history")
                        ? history(HistoryAnswer.ALL, null, given, entry, reads, context)
                        : search(path[0], given, entry, reads, context);
            case 2 ->
                path[1].equals("_history")
                        ? history(List.of(Exchange.type(path[0])), null, given, entry, reads, context)
                        : reads.read()
                                .by(Exchange.key(path[0], path[1]), context)
                                .chain(resource -> resource(resource, given, entry));
            case 3 -> {
                if (COMPARTMENT_TYPE.matcher(path[2]).matches()) {
                    yield search(addresses.path(entry), given, entry, reads, context);
                }
                check(path[2], entry);
                ResourceKey key = Exchange.key(path[0], path[1]);
                yield history(List.of(key.type()), key, given, entry, reads, context);
            }
            case 4 -> {
                check(path[2], entry);
                Version version = Exchange.version(path[3]).orElseThrow(() -> unknown(entry));
                yield reads.versionRead()
                        .by(Exchange.key(path[0], path[1]), version, context)
                        .chain(resource -> resource(resource, given, entry));
            }
            default -> throw unknown(entry);
        };
    }

    /** There is nothing to count outside of a search. */
    private static void refuseCount(Parameters given) {
        if ("count".equals(given.first("_summary"))) {
            throw Exchange.countOfNothing();
        }
    }

    private Uni<EntryAnswer> resource(StoredResource resource, Parameters given, SentEntry entry) {
        refuseCount(given);
        String known = entry.ifNoneMatch();
        if (known != null && Answers.isKnown(known, Answers.etag(resource.version()))) {
            return Uni.createFrom()
                    .item(new EntryAnswer(
                            304, resource.key(), resource.version().number(), resource.updated(), null, null));
        }
        return shown(resource.body(), given)
                .map(body -> new EntryAnswer(
                        200,
                        resource.key(),
                        resource.version().number(),
                        resource.updated(),
                        isHead(entry) ? null : body,
                        null));
    }

    private Uni<EntryAnswer> search(
            String type, Parameters given, SentEntry entry, Reads reads, RequestContext context) {
        SearchText text = new SearchText(SearchPlace.of(type), given, false);
        SearchRequest[] first = new SearchRequest[1];
        return reads.search()
                .by(
                        text.forAudit(),
                        () -> {
                            List<SearchRequest> requests = text.requests(parser);
                            first[0] = requests.getFirst();
                            return requests;
                        },
                        context)
                .chain(page -> bundle(searches.bundle(text, first[0], Turned.NOT, page, context), given, entry));
    }

    private Uni<EntryAnswer> history(
            List<ResourceType> types,
            @Nullable ResourceKey key,
            Parameters given,
            SentEntry entry,
            Reads reads,
            RequestContext context) {
        refuseCount(given);
        return histories.of(types, key, given, reads.history(), context).chain(bundle -> bundle(bundle, given, entry));
    }

    private Uni<EntryAnswer> bundle(byte[] bundle, Parameters given, SentEntry entry) {
        return shown(bundle, given).map(body -> new EntryAnswer(200, null, 0, null, isHead(entry) ? null : body, null));
    }

    private static boolean isHead(SentEntry entry) {
        return entry.method().equals("HEAD");
    }

    private Uni<byte[]> shown(byte[] json, Parameters given) {
        boolean asItIs = given.all().stream().noneMatch(parameter -> SHAPE.contains(parameter.getKey()));
        return asItIs ? Uni.createFrom().item(json) : answers.viewed(json, given);
    }

    private static void check(String step, SentEntry entry) {
        if (step.startsWith("$")) {
            throw new FailureException(new Failure.NotSupported(
                    "An operation as an entry of a Bundle",
                    List.of("[type]/[id]", "[type]?[search]", "[compartment]/[id]/[type]?[search]", "_history"),
                    400));
        }
        if (!step.equals("_history")) {
            throw unknown(entry);
        }
    }

    private static FailureException unknown(SentEntry entry) {
        return new FailureException(new Failure.NotFound(Shown.of(entry.url())));
    }
}
