package org.hulian.fhir.recognition.order;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Gather;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.CatalogueItem;
import org.hulian.fhir.recognition.Comparison;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.fhir.recognition.Recognition;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.Candidate;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.References;
import org.hulian.fhir.recognition.resource.ResultReader;
import org.hulian.fhir.recognition.rules.LocalCodes;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.StoredResource;

/**
 * Asks for a whole order at once whether there are results to rely on. What is found was found for the patient by the
 * ordinary search: it belongs to records linked to this resident, and the caller may see it.
 */
public final class RecogniseOrders {
    private static final String OPERATION = "ServiceRequest/$recognize";

    /** Newest results of a code that are looked at first. */
    private static final int FIRST = 3;

    /** And where all of those are fresh and yet none can be relied on. */
    private static final int DEEPER = 30;

    private final RecognitionRules rules;
    private final Recognition recognition;
    private final Gather gather;
    private final Institutions institutions;
    private final Questions questions;
    private final Asked.Opening opening;
    private final ResultReader reader;

    /** Over one version of the rules. */
    public RecogniseOrders(
            RecognitionRules rules,
            LocalCodes local,
            Comparison comparison,
            Gather gather,
            SearchParser parser,
            Institutions institutions,
            ZoneId zone,
            Clock clock) {
        this.rules = rules;
        this.recognition = new Recognition(rules, comparison);
        this.gather = gather;
        this.institutions = institutions;
        this.questions = new Questions(rules, local, parser);
        this.opening = new Asked.Opening(rules, local, recognition, clock);
        this.reader = new ResultReader(zone, rules.items().keySet(), local::understood);
    }

    /** The version of the rules that decides. */
    public String version() {
        return rules.version();
    }

    /** Lines in the order of the orders, panels opened into their components. */
    public Uni<List<JudgedLine>> by(List<Order> orders, RequestContext context) {
        String institution = context.caller().institutionCode();
        if (institution == null) {
            return Uni.createFrom().failure(new FailureException(new Failure.Forbidden("institution-needed")));
        }
        List<Asked> all = opening.lines(orders, institution);
        List<Asked> asked =
                all.stream().filter(each -> !each.order().prohibits()).toList();
        return round(asked, FIRST, context)
                .onItem()
                .transformToUni(judged -> deeper(asked, judged, context))
                .map(judged -> with(all, judged));
    }

    /** In their places the lines nothing was looked for. */
    private List<JudgedLine> with(List<Asked> all, List<JudgedLine> judged) {
        Iterator<JudgedLine> next = judged.iterator();
        return all.stream()
                .map(each -> each.order().prohibits()
                        ? new JudgedLine(each.order(), each.line(), name(each), List.of(), Map.of())
                        : next.next())
                .toList();
    }

    /** Older results may be marked where the newest are not; past the validity none can help any more. */
    private Uni<List<JudgedLine>> deeper(List<Asked> asked, List<JudgedLine> judged, RequestContext context) {
        List<Integer> open = IntStream.range(0, judged.size())
                .filter(index -> judged.get(index).mayFindMore(FIRST))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return Uni.createFrom().item(judged);
        }
        return round(open.stream().map(asked::get).toList(), DEEPER, context).map(more -> {
            List<JudgedLine> all = new ArrayList<>(judged);
            for (int i = 0; i < open.size(); i++) {
                all.set(open.get(i), more.get(i));
            }
            return List.copyOf(all);
        });
    }

    private Uni<List<JudgedLine>> round(List<Asked> asked, int count, RequestContext context) {
        Questions.Asking asking = questions.about(asked, count);
        Map<ResourceKey, Found> found = new HashMap<>();
        return gather.by(OPERATION, asking.requests(), pages -> beside(asking, pages, found), context)
                .map(gathered -> {
                    Beside others = Beside.of(gathered.beside());
                    Map<ResourceKey, List<Candidate>> candidates = new HashMap<>();
                    found.forEach((key, result) ->
                            candidates.put(key, reader.read(result.resource(), around(result, others))));
                    List<JudgedLine> judged = new ArrayList<>();
                    for (int i = 0; i < asked.size(); i++) {
                        Questions.Place place = asking.places().get(i);
                        SearchPage page = gathered.newest().get(place.request()).get(place.line());
                        judged.add(judged(asked.get(i), page, candidates));
                    }
                    return judged;
                });
    }

    /**
     * Specimens and studies the results point at, as far as the caller may see them.
     *
     * @param found gets every result, parsed once however many lines it answers
     */
    private List<SearchRequest> beside(
            Questions.Asking asking, List<List<SearchPage>> pages, Map<ResourceKey, Found> found) {
        Set<String> references = new LinkedHashSet<>();
        List<SearchRequest> documents = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Set<String> reports = new LinkedHashSet<>();
            for (StoredResource match : pages.get(i).stream()
                    .flatMap(page -> page.matches().stream())
                    .toList()) {
                Found result = found.containsKey(match.key())
                        ? null
                        : Found.read(match).orElse(null);
                if (result != null) {
                    found.put(match.key(), result);
                    references.addAll(References.of(result.resource()));
                    if (match.key().type().name().equals("DiagnosticReport")) {
                        reports.add(match.key().toString());
                    }
                }
            }
            if (!reports.isEmpty()) {
                documents.add(
                        questions.documents(asking.requests().get(i).patient().toString(), reports));
            }
        }
        return Stream.concat(questions.beside(references).stream(), documents.stream())
                .toList();
    }

    /** The mark belongs to who sent the row: what a body says about others is not proven. */
    private ResultReader.Circumstances around(Found found, Beside others) {
        String sender = institutions
                .byNumber(found.stored().owner())
                .map(Institution::code)
                .orElse(null);
        return new ResultReader.Circumstances(sender, EarlierResult.Person.LINKED, true, others::named, others::about);
    }

    private JudgedLine judged(Asked asked, SearchPage page, Map<ResourceKey, List<Candidate>> read) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (StoredResource match : page.matches()) {
            for (Candidate candidate : read.getOrDefault(match.key(), List.of())) {
                if (recognition.concerns(asked.line(), candidate.result())) {
                    candidates.put(candidate.result().reference(), candidate);
                }
            }
        }
        List<EarlierResult> results =
                candidates.values().stream().map(Candidate::result).toList();
        return new JudgedLine(
                asked.order(), asked.line(), name(asked), recognition.decide(asked.line(), results), candidates);
    }

    private Words name(Asked asked) {
        String code = asked.line().code();
        return rules.item(code).map(CatalogueItem::name).orElse(new Words(code, code));
    }
}
