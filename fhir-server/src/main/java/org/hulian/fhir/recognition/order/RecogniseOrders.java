package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;

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
        this.questions = new Questions(rules, parser);
        this.opening = new Asked.Opening(rules, recognition, clock);
        this.reader = new ResultReader(zone, rules.items().keySet());
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
        List<Asked> asked = opening.lines(orders, institution);
        return round(asked, FIRST, context).onItem().transformToUni(judged -> deeper(asked, judged, context));
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
        Map<String, SearchRequest> searches = new LinkedHashMap<>();
        List<Set<String>> ofLine = new ArrayList<>();
        for (Asked line : asked) {
            Map<String, SearchRequest> about = questions.about(line, count);
            searches.putAll(about);
            ofLine.add(about.keySet());
        }
        List<String> names = List.copyOf(searches.keySet());
        return gather.by(OPERATION, List.copyOf(searches.values()), context)
                .onItem()
                .transformToUni(pages -> {
                    List<List<Found>> results = pages.stream().map(Found::of).toList();
                    return beside(results, context).map(others -> {
                        Map<String, List<Candidate>> found = new HashMap<>();
                        for (int i = 0; i < names.size(); i++) {
                            found.put(names.get(i), candidates(results.get(i), others));
                        }
                        return IntStream.range(0, asked.size())
                                .mapToObj(i -> judged(asked.get(i), ofLine.get(i), found))
                                .toList();
                    });
                });
    }

    /** Specimens and studies the results point at, as far as the caller may see them. */
    private Uni<Map<String, JsonNode>> beside(List<List<Found>> results, RequestContext context) {
        Set<String> references = new LinkedHashSet<>();
        results.forEach(page -> page.forEach(found -> references.addAll(References.of(found.resource()))));
        List<SearchRequest> searches = questions.beside(references);
        if (searches.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return gather.by(OPERATION, searches, context).map(pages -> {
            Map<String, JsonNode> others = new HashMap<>();
            pages.forEach(page -> Found.of(page)
                    .forEach(found -> others.put(found.stored().key().toString(), found.resource())));
            return others;
        });
    }

    private List<Candidate> candidates(List<Found> results, Map<String, JsonNode> others) {
        return results.stream()
                .flatMap(found -> reader.read(found.resource(), around(found, others)).stream())
                .toList();
    }

    /** The mark belongs to who sent the row: what a body says about others is not proven. */
    private ResultReader.Circumstances around(Found found, Map<String, JsonNode> others) {
        String sender = institutions
                .byNumber(found.stored().owner())
                .map(Institution::code)
                .orElse(null);
        return new ResultReader.Circumstances(
                sender, EarlierResult.Person.LINKED, true, name -> Optional.ofNullable(others.get(name)));
    }

    private JudgedLine judged(Asked asked, Set<String> searches, Map<String, List<Candidate>> found) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (String search : searches) {
            found.getOrDefault(search, List.of())
                    .forEach(candidate -> candidates.put(candidate.result().reference(), candidate));
        }
        List<EarlierResult> results =
                candidates.values().stream().map(Candidate::result).toList();
        String code = asked.line().code();
        Words name = rules.item(code).map(CatalogueItem::name).orElse(new Words(code, code));
        return new JudgedLine(asked.order(), asked.line(), name, recognition.decide(asked.line(), results), candidates);
    }
}
