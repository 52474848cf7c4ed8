package org.hulian.fhir.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.store.ResourceStore;

/**
 * Code sets out of the ValueSets and CodeSystems stored here: listed codes, whole systems, {@code is-a} and
 * {@code descendent-of} filters, imported value sets, exclusions. Definitions are no records of anyone, so they count
 * whoever searches.
 */
public final class StoredCodeSets implements CodeSets {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Value sets that import each other, at most. */
    private static final int DEEPEST = 8;

    private static final ResourceType VALUE_SET = ResourceTypes.r4().get("ValueSet");
    private static final ResourceType CODE_SYSTEM = ResourceTypes.r4().get("CodeSystem");

    private final ResourceStore store;
    private final int most;

    /** Code sets of at most so many codes. */
    public StoredCodeSets(ResourceStore store, int most) {
        this.store = store;
        this.most = most;
    }

    /** A definition, or a part of one, cannot be found. */
    private static final class UnknownHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Uni<Answer> members(String valueSet) {
        return answer(valueSet(valueSet, 0));
    }

    @Override
    public Uni<Answer> below(String system, String code) {
        return answer(system(system)
                .map(definition -> CodeHierarchy.of(definition).below(code))
                .map(this::known));
    }

    @Override
    public Uni<Answer> above(String system, String code) {
        return answer(system(system)
                .map(definition -> CodeHierarchy.of(definition).above(code))
                .map(this::known));
    }

    private Set<TokenValue.Exact> known(Set<TokenValue.Exact> codes) {
        if (codes.isEmpty()) {
            throw new UnknownHere();
        }
        return codes;
    }

    private Uni<Answer> answer(Uni<Set<TokenValue.Exact>> codes) {
        return codes.<Answer>map(all ->
                        all.size() > most ? new Answer.TooMany(most, all.size()) : new Answer.Codes(List.copyOf(all)))
                .onFailure(UnknownHere.class)
                .recoverWithItem(new Answer.Unknown());
    }

    private Uni<Set<TokenValue.Exact>> valueSet(String url, int depth) {
        if (depth > DEEPEST) {
            throw new UnknownHere();
        }
        return definition(VALUE_SET, url).chain(definition -> {
            JsonNode include = definition.path("compose").path("include");
            if (!include.isArray()) {
                Set<TokenValue.Exact> listed = new LinkedHashSet<>();
                contained(definition.path("expansion").path("contains"), listed);
                return Uni.createFrom().item(listed);
            }
            return all(include, depth)
                    .chain(included -> all(definition.path("compose").path("exclude"), depth)
                            .map(excluded -> {
                                included.removeAll(excluded);
                                return included;
                            }));
        });
    }

    private static void contained(JsonNode contains, Set<TokenValue.Exact> codes) {
        for (JsonNode each : contains) {
            if (each.has("code") && !each.path("abstract").asBoolean()) {
                codes.add(new TokenValue.Exact(
                        each.path("system").asText(""), each.path("code").asText()));
            }
            contained(each.path("contains"), codes);
        }
    }

    /** The union of what each part names. */
    private Uni<Set<TokenValue.Exact>> all(JsonNode parts, int depth) {
        Uni<Set<TokenValue.Exact>> all = Uni.createFrom().item(new LinkedHashSet<>());
        for (JsonNode part : parts) {
            all = all.chain(done -> part(part, depth).map(codes -> {
                done.addAll(codes);
                return done;
            }));
        }
        return all;
    }

    /** What a part names: everything it says must hold together. */
    private Uni<Set<TokenValue.Exact>> part(JsonNode part, int depth) {
        List<Uni<Set<TokenValue.Exact>>> together = new ArrayList<>();
        String system = part.path("system").asText("");
        if (part.path("concept").isArray()) {
            Set<TokenValue.Exact> listed = new LinkedHashSet<>();
            part.path("concept")
                    .forEach(concept -> listed.add(
                            new TokenValue.Exact(system, concept.path("code").asText(""))));
            together.add(Uni.createFrom().item(listed));
        } else if (!system.isEmpty()) {
            together.add(system(system).map(definition -> filtered(CodeHierarchy.of(definition), part.path("filter"))));
        }
        part.path("valueSet").forEach(url -> together.add(valueSet(url.asText(), depth + 1)));
        Uni<Set<TokenValue.Exact>> met =
                together.isEmpty() ? Uni.createFrom().item(new LinkedHashSet<>()) : together.getFirst();
        for (Uni<Set<TokenValue.Exact>> next : together.subList(Math.min(1, together.size()), together.size())) {
            met = met.chain(done -> next.map(codes -> {
                done.retainAll(codes);
                return done;
            }));
        }
        return met;
    }

    private static Set<TokenValue.Exact> filtered(CodeHierarchy system, JsonNode filters) {
        Set<TokenValue.Exact> codes = new LinkedHashSet<>(system.all());
        for (JsonNode filter : filters) {
            String code = filter.path("value").asText("");
            Set<TokenValue.Exact> below = system.below(code);
            switch (filter.path("op").asText("")) {
                case "is-a" -> codes.retainAll(below);
                case "descendent-of" -> {
                    codes.retainAll(below);
                    codes.remove(new TokenValue.Exact(system.url(), code));
                }
                case "is-not-a" -> codes.removeAll(below);
                default -> throw new UnknownHere();
            }
        }
        return codes;
    }

    /** A code system with all its concepts. */
    private Uni<JsonNode> system(String url) {
        return definition(CODE_SYSTEM, url).invoke(definition -> {
            if (!definition.path("content").asText("").equals("complete")) {
                throw new UnknownHere();
            }
        });
    }

    /** The definition of a URL, of the version after its bar where there is one; the one changed last of several. */
    private Uni<JsonNode> definition(ResourceType type, String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        List<Term> terms = new ArrayList<>();
        terms.add(new Term.UriTerm(SearchParameters.r4().find(type, "url").orElseThrow(), List.of(url)));
        if (bar >= 0) {
            terms.add(new Term.TokenTerm(
                    SearchParameters.r4().find(type, "version").orElseThrow(),
                    false,
                    List.of(new TokenValue.AnySystem(canonical.substring(bar + 1)))));
        }
        SearchRequest request =
                new SearchRequest(type, terms, List.of(), 1, Total.NONE, null, List.of(), List.of(), null);
        return store.search(request, Access.everything())
                .map(page -> Optional.ofNullable(
                                page.matches().isEmpty() ? null : page.matches().getFirst())
                        .map(found -> tree(found.body()))
                        .orElseThrow(UnknownHere::new));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
