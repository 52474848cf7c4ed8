package org.hulian.fhir.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * HL7's search parameters of all resource types, from {@code r4-search-parameters.tsv}, and the ones every type has.
 * Numbers below 8 belong to the common ones.
 */
public final class SearchParameters {
    private static final SearchParameters R4 = load("r4-search-parameters.tsv");

    /** {@code _id}; served by the row key. */
    public static final SearchParameter ID = common("_id", 0, SearchParameter.Kind.TOKEN, "Resource.id");
    /** {@code _lastUpdated}; served by a column. */
    public static final SearchParameter LAST_UPDATED =
            common("_lastUpdated", 1, SearchParameter.Kind.DATE, "Resource.meta.lastUpdated");

    private final Map<String, Map<String, SearchParameter>> byType;
    private final Map<String, Composites> composites = new ConcurrentHashMap<>();

    private volatile List<CustomParameter> custom = List.of();
    private final AtomicInteger revision = new AtomicInteger();

    private SearchParameters(Map<String, Map<String, SearchParameter>> byType) {
        this.byType = byType;
    }

    /** The parameters of FHIR R4, to which others may be added. */
    public static SearchParameters extensible() {
        return new SearchParameters(R4.byType);
    }

    /** The parameters defined here are these from now on. */
    public void define(List<CustomParameter> parameters) {
        if (this == R4) {
            throw new IllegalStateException("R4's own parameters do not change");
        }
        custom = List.copyOf(parameters);
        revision.incrementAndGet();
    }

    /** Another number whenever parameters were defined since. */
    public int revision() {
        return revision.get();
    }

    /** The parameters defined here, also those that are not ready. */
    public List<CustomParameter> custom() {
        return custom;
    }

    /** The parameter defined here under this name, also one that is not ready. */
    public Optional<CustomParameter> custom(ResourceType type, String name) {
        return custom.stream()
                .filter(each ->
                        each.type().equals(type) && each.parameter().name().equals(name))
                .findFirst();
    }

    /** Everything resources of a type are indexed by. */
    public List<SearchParameter> indexed(ResourceType type) {
        List<SearchParameter> all = new ArrayList<>(of(type.name()).values());
        all.removeIf(parameter -> !parameter.isIndexed() || parameter.number() <= LAST_UPDATED.number());
        custom.stream().filter(each -> each.type().equals(type)).forEach(each -> all.add(each.parameter()));
        return all;
    }

    /** The parameters of FHIR R4. */
    public static SearchParameters r4() {
        return R4;
    }

    /** The parameter of this name, whatever its kind. */
    public Optional<SearchParameter> find(ResourceType type, String name) {
        return Optional.ofNullable(of(type.name()).get(name))
                .or(() -> custom(type, name).filter(CustomParameter::isReady).map(CustomParameter::parameter));
    }

    /** All parameters of the type by name, the common ones among them. */
    public Collection<SearchParameter> of(ResourceType type) {
        if (custom.isEmpty()) {
            return of(type.name()).values();
        }
        List<SearchParameter> all = new ArrayList<>(of(type.name()).values());
        custom.stream()
                .filter(each -> each.type().equals(type) && each.isReady())
                .forEach(each -> all.add(each.parameter()));
        return all;
    }

    /** How the type's composite parameters are answered. */
    public Composites composites(ResourceType type) {
        return composites.computeIfAbsent(type.name(), name -> new Composites(name, of(name).values()));
    }

    private Map<String, SearchParameter> of(String type) {
        return Objects.requireNonNull(byType.get(type), type);
    }

    private static SearchParameter common(String name, int number, SearchParameter.Kind kind, String expression) {
        return new SearchParameter(name, number, kind, expression, List.of(), "", List.of());
    }

    private static SearchParameters load(String file) {
        Map<String, Map<String, SearchParameter>> byType = new HashMap<>();
        for (ResourceType type : ResourceTypes.r4().all()) {
            Map<String, SearchParameter> parameters = new TreeMap<>();
            put(parameters, common("_id", 0, SearchParameter.Kind.TOKEN, "Resource.id"));
            put(parameters, common("_lastUpdated", 1, SearchParameter.Kind.DATE, "Resource.meta.lastUpdated"));
            put(parameters, common("_tag", 2, SearchParameter.Kind.TOKEN, "Resource.meta.tag"));
            put(parameters, common("_security", 3, SearchParameter.Kind.TOKEN, "Resource.meta.security"));
            put(parameters, common("_profile", 4, SearchParameter.Kind.URI, "Resource.meta.profile"));
            put(parameters, common("_source", 5, SearchParameter.Kind.URI, "Resource.meta.source"));
            put(parameters, common("_text", 6, SearchParameter.Kind.SPECIAL, "Resource.text.div"));
            put(parameters, common("_content", 7, SearchParameter.Kind.SPECIAL, "Resource"));
            put(parameters, common("_list", 7, SearchParameter.Kind.SPECIAL, "Resource"));
            put(parameters, common("_filter", 7, SearchParameter.Kind.SPECIAL, "Resource"));
            byType.put(type.name(), parameters);
        }
        try (InputStream in = Objects.requireNonNull(SearchParameters.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (!line.startsWith("#")) {
                    String[] field = line.split("\t", -1);
                    put(Objects.requireNonNull(byType.get(field[0]), field[0]), parameter(field));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return new SearchParameters(byType);
    }

    private static SearchParameter parameter(String[] field) {
        return new SearchParameter(
                field[2],
                Integer.parseInt(field[1]),
                SearchParameter.Kind.valueOf(field[3].toUpperCase(Locale.ROOT)),
                field[4],
                list(field[5]),
                field[6],
                list(field[7]));
    }

    private static List<String> list(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
    }

    private static void put(Map<String, SearchParameter> parameters, SearchParameter parameter) {
        if (parameter.number() > 63 || parameters.put(parameter.name(), parameter) != null) {
            throw new IllegalStateException("search parameter " + parameter);
        }
    }
}
