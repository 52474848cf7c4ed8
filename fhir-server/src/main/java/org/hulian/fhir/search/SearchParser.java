package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;

/**
 * Turns the parameters of a search into closed types, and says what it cannot serve.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">R4 search</a>
 */
public final class SearchParser {
    /** How an answer looks, not what is found: for the layer above. */
    private static final Set<String> PRESENTATION = Set.of("_format", "_pretty");

    private static final Set<String> ONCE = Set.of("_count", "_sort", "_summary", "_total");

    private static final List<String> RESULT =
            List.of("_count", "_include", "_revinclude", "_sort", "_summary", "_total");

    private final SearchParameters parameters;
    private final SearchLimits limits;
    private final TermParser terms;
    private final JoinParser joins;
    private final IncludeParser includes;

    /** A parser; {@code terms} knows the server's address, zone and clock. */
    public SearchParser(SearchParameters parameters, SearchLimits limits, TermParser terms) {
        this.parameters = parameters;
        this.limits = limits;
        this.terms = terms;
        this.joins = new JoinParser(parameters, limits.joins(), this::leaf);
        this.includes = new IncludeParser(parameters);
    }

    /**
     * Parses a search of one type.
     *
     * @param given   decoded parameters, repeated ones as several values
     * @param lenient leaves out what is unknown and reports it in {@link SearchRequest#ignored}
     * @throws FailureException NotSupported, TooCostly or Invalid
     */
    public SearchRequest parse(ResourceType type, Map<String, List<String>> given, boolean lenient) {
        List<Term> found = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        Result result = new Result(limits);
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            once(parameter.getKey(), parameter.getValue());
            for (String value : parameter.getValue()) {
                try {
                    one(type, parameter.getKey(), value, found, result);
                } catch (FailureException refused) {
                    if (!lenient || !(refused.failure() instanceof Failure.NotSupported)) {
                        throw refused;
                    }
                    ignored.add(parameter.getKey());
                }
            }
        }
        if (found.size() > limits.terms()) {
            throw new FailureException(new Failure.TooCostly("search parameters", limits.terms(), found.size()));
        }
        return new SearchRequest(
                type,
                List.copyOf(found),
                result.sort,
                result.count,
                result.total,
                null,
                List.copyOf(ignored),
                List.copyOf(result.includes),
                null);
    }

    /** Of two values one would be passed over in silence. */
    private static void once(String name, List<String> values) {
        if (ONCE.contains(name) && values.stream().distinct().count() > 1) {
            throw TermParser.invalid(
                    name, "given once; several keys of _sort are separated by commas", "仅给出一次；_sort 的多个键以逗号分隔");
        }
    }

    private void one(ResourceType type, String name, String value, List<Term> found, Result result) {
        if (PRESENTATION.contains(name)) {
            return;
        }
        if (value.length() > (long) limits.characters() * limits.references()) {
            throw tooLong(name, value);
        }
        if (IncludeParser.isInclude(name)) {
            result.includes.add(includes.parse(name, value));
            return;
        }
        switch (name) {
            case "_contained" -> contained(value);
            case "_count" -> result.count(value);
            case "_total" -> result.total(value);
            case "_summary" -> result.summary(value);
            case "_sort" -> result.sort = sort(type, value);
            default -> term(type, name, value, found);
        }
    }

    private FailureException tooLong(String name, String value) {
        return new FailureException(
                new Failure.TooCostly("characters of " + name, limits.characters(), value.length()));
    }

    private void term(ResourceType type, String name, String value, List<Term> found) {
        List<String> values = SearchValues.split(value, ',');
        boolean join = JoinParser.isJoin(name);
        int most = !join && isReference(type, name) ? limits.references() : limits.values();
        if (values.size() > most) {
            throw new FailureException(new Failure.TooCostly("values of " + name, most, values.size()));
        }
        for (String each : values) {
            if (each.length() > limits.characters() && !name.equals("_filter")) { // bounded by its comparisons
                throw tooLong(name, each);
            }
        }
        if (!join) {
            known(type, name);
        }
        if (!value.isEmpty()) { // an empty value is no condition, search.html#3.1.1.3
            Term term = join ? joins.parse(type, name, values) : leaf(type, name, values);
            if (term instanceof Term.AllTerm all) {
                found.addAll(all.terms()); // so that each may choose the index
            } else {
                found.add(term);
            }
        }
    }

    private boolean isReference(ResourceType type, String name) {
        return name.equals("_id")
                || parameters
                        .find(type, name)
                        .filter(found -> found.kind() == SearchParameter.Kind.REFERENCE)
                        .isPresent();
    }

    private Term leaf(ResourceType type, String name, List<String> values) {
        int colon = name.indexOf(':');
        return terms.parse(type, known(type, name), colon < 0 ? "" : name.substring(colon + 1), values);
    }

    private SearchParameter known(ResourceType type, String name) {
        String base = name.split(":", 2)[0];
        return parameters.find(type, base).orElseThrow(() -> unknown(type, base));
    }

    /** Contained resources are not searched, which is what a search without this parameter asks for. */
    private static void contained(String value) {
        if (!value.equals("false")) {
            throw new FailureException(new Failure.NotSupported("_contained=" + value, List.of("false"), 400));
        }
    }

    private FailureException unknown(ResourceType type, String name) {
        String state = parameters
                .custom(type, name)
                .map(making -> " (its index is being made: " + making.percent() + " %)")
                .orElse("");
        List<String> offered = new ArrayList<>(
                parameters.of(type).stream().map(SearchParameter::name).toList());
        offered.addAll(RESULT);
        return new FailureException(
                new Failure.NotSupported("search parameter " + name + " of " + type.name() + state, offered, 400));
    }

    private List<SortKey> sort(ResourceType type, String value) {
        List<SortKey> keys = new ArrayList<>();
        for (String key : value.split(",", -1)) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            SearchParameter parameter = parameters
                    .find(type, name)
                    .filter(SearchParser::sortable)
                    .orElseThrow(() -> new FailureException(new Failure.NotSupported(
                            "_sort by " + name + " of " + type.name(),
                            parameters.of(type).stream()
                                    .filter(SearchParser::sortable)
                                    .map(SearchParameter::name)
                                    .toList(),
                            400)));
            keys.add(new SortKey(parameter, descending));
        }
        if (keys.size() > 3) {
            throw new FailureException(new Failure.TooCostly("_sort keys", 3, keys.size()));
        }
        return List.copyOf(keys);
    }

    private static boolean sortable(SearchParameter parameter) {
        return switch (parameter.kind()) {
            case TOKEN, REFERENCE, URI, DATE, STRING, QUANTITY, NUMBER -> true;
            case COMPOSITE, SPECIAL -> false;
        };
    }

    /** The parameters about the result as a whole. */
    private static final class Result {
        private final int maxPage;
        private boolean countOnly;
        private int count;
        private Total total = Total.NONE;
        private List<SortKey> sort = List.of();
        private final List<Include> includes = new ArrayList<>();

        Result(SearchLimits limits) {
            this.count = limits.page();
            this.maxPage = limits.maxPage();
        }

        void count(String value) {
            if (!value.matches("\\d{1,9}")) {
                throw TermParser.invalid("_count", "a whole number, 0 or more", "0 或以上的整数");
            }
            count = Math.min(Integer.parseInt(value), maxPage);
            total = count == 0 ? Total.ACCURATE : total;
            counted();
        }

        /** {@code _summary=count} tells the number alone, in whatever order it stands with other parameters. */
        private void counted() {
            if (countOnly) {
                count = 0;
                total = Total.ACCURATE;
            }
        }

        void total(String value) {
            total = switch (value.toLowerCase(Locale.ROOT)) {
                case "none" -> Total.NONE;
                case "estimate" -> Total.ESTIMATE;
                case "accurate" -> Total.ACCURATE;
                default -> throw TermParser.invalid("_total", "none, estimate or accurate", "none、estimate 或 accurate");
            };
            counted();
        }

        void summary(String value) {
            switch (value) {
                case "count" -> {
                    countOnly = true;
                    counted();
                }
                case "false" -> {}
                default ->
                    throw new FailureException(
                            new Failure.NotSupported("_summary=" + value, List.of("count", "false"), 400));
            }
        }
    }
}
