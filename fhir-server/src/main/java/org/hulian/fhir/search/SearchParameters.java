package org.hulian.fhir.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

    private SearchParameters(Map<String, Map<String, SearchParameter>> byType) {
        this.byType = byType;
    }

    /** The parameters of FHIR R4. */
    public static SearchParameters r4() {
        return R4;
    }

    /** The parameter of this name, whatever its kind. */
    public Optional<SearchParameter> find(ResourceType type, String name) {
        return Optional.ofNullable(of(type.name()).get(name));
    }

    /** All parameters of the type by name, the common ones among them. */
    public Collection<SearchParameter> of(ResourceType type) {
        return of(type.name()).values();
    }

    /** Those that can be searched by now. */
    public List<SearchParameter> offered(ResourceType type) {
        return of(type).stream()
                .filter(parameter -> parameter.kind().isOffered())
                .toList();
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
