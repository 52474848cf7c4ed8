package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;

/**
 * Reads {@code _filter}: comparisons joined by {@code and}, {@code or}, {@code not} and parentheses, into the terms
 * other parameters give.
 *
 * @see <a href="https://hl7.org/fhir/R4/search_filter.html">search_filter.html</a>
 */
final class FilterParser {
    private static final int DEEPEST = 16;
    private static final int MOST = 64;
    private static final Set<String> ORDERED = Set.of("gt", "lt", "ge", "le", "ap", "sa", "eb");
    private static final List<String> OPERATORS = List.of(
            "eq", "ne", "co", "sw", "ew", "gt", "lt", "ge", "le", "ap", "sa", "eb", "pr", "ss", "sb", "in", "re");

    private final SearchParameters parameters;
    private final TermParser terms;

    FilterParser(SearchParameters parameters, TermParser terms) {
        this.parameters = parameters;
        this.terms = terms;
    }

    Term parse(ResourceType type, SearchParameter filter, String text) {
        Reading reading = new Reading(type, filter, new FilterWords(filter, text));
        Term whole = reading.expression(0);
        if (reading.words.hasNext()) {
            throw reading.words.unexpected();
        }
        return whole;
    }

    /** One filter being read. */
    private final class Reading {
        private final ResourceType type;
        private final SearchParameter filter;
        private final FilterWords words;
        private int comparisons;

        Reading(ResourceType type, SearchParameter filter, FilterWords words) {
            this.type = type;
            this.filter = filter;
            this.words = words;
        }

        Term expression(int depth) {
            List<Term> all = new ArrayList<>();
            all.add(operand(depth));
            String operator = words.takeIf(Set.of("and", "or"));
            if (operator.isEmpty()) {
                return all.getFirst();
            }
            all.add(operand(depth));
            while (!words.takeIf(Set.of(operator)).isEmpty()) {
                all.add(operand(depth));
            }
            if (words.isNext(Set.of("and", "or"))) {
                throw words.refused("parentheses where and stands beside or", "and 与 or 并用时须加括号");
            }
            return operator.equals("and")
                    ? new Term.AllTerm(filter, List.copyOf(all))
                    : new Term.AnyTerm(filter, List.copyOf(all));
        }

        private Term operand(int depth) {
            if (depth > DEEPEST) {
                throw new FailureException(new Failure.TooCostly("parentheses of _filter", DEEPEST, depth));
            }
            boolean not = !words.takeIf(Set.of("not")).isEmpty();
            if (not && !words.isNext(Set.of("("))) {
                throw words.refused("( after not", "not 之后须为 (");
            }
            if (words.takeIf(Set.of("(")).isEmpty()) {
                return comparison();
            }
            Term inner = expression(depth + 1);
            if (words.takeIf(Set.of(")")).isEmpty()) {
                throw words.unexpected();
            }
            return not ? new Term.NotTerm(filter, inner) : inner;
        }

        private Term comparison() {
            if (++comparisons > MOST) {
                throw new FailureException(new Failure.TooCostly("comparisons of _filter", MOST, comparisons));
            }
            String name = words.take();
            SearchParameter parameter = parameters
                    .find(type, name)
                    .filter(known -> !known.name().equals("_filter"))
                    .orElseThrow(() -> new FailureException(new Failure.NotSupported(
                            "parameter " + name + " in _filter of " + type,
                            parameters.of(type).stream()
                                    .map(SearchParameter::name)
                                    .toList(),
                            400)));
            return term(parameter, words.take(), words.value());
        }

        private Term term(SearchParameter parameter, String operator, String value) {
            Term term = switch (operator) {
                case "eq", "re" -> parsed(parameter, "", value);
                case "ne" -> new Term.NotTerm(filter, term(parameter, "eq", value));
                case "co", "sw", "ew" -> string(parameter, operator, value);
                case "pr" -> parsed(parameter, "missing", absent(value));
                case "ss" -> parsed(parameter, "above", value);
                case "sb" -> parsed(parameter, "below", value);
                case "in" -> parsed(parameter, "in", value);
                default -> {
                    if (!ORDERED.contains(operator)) {
                        throw unknown(operator);
                    }
                    yield switch (parameter.kind()) {
                        case DATE, NUMBER, QUANTITY -> parsed(parameter, "", operator + value);
                        case TOKEN, REFERENCE, STRING, URI, COMPOSITE, SPECIAL -> throw unknown(operator);
                    };
                }
            };
            if (term instanceof Term.SiftTerm) {
                throw new FailureException(
                        new Failure.NotSupported(parameter + " " + operator + " in _filter", OPERATORS, 400));
            }
            return term;
        }

        private String absent(String present) {
            return switch (present) {
                case "true" -> "false";
                case "false" -> "true";
                default -> throw words.refused("true or false after pr", "pr 之后须为 true 或 false");
            };
        }

        private Term string(SearchParameter parameter, String operator, String value) {
            if (parameter.kind() != SearchParameter.Kind.STRING) {
                throw unknown(operator);
            }
            StringMatch match = switch (operator) {
                case "co" -> StringMatch.CONTAINS;
                case "sw" -> StringMatch.STARTS;
                default -> StringMatch.ENDS;
            };
            return new Term.StringTerm(parameter, match, List.of(SearchValues.unescape(value)));
        }

        private Term parsed(SearchParameter parameter, String modifier, String value) {
            if (modifier.isEmpty() && parameter.kind() == SearchParameter.Kind.STRING) {
                return new Term.StringTerm(parameter, StringMatch.EQUALS, List.of(SearchValues.unescape(value)));
            }
            return terms.parse(type, parameter, modifier, List.of(value));
        }

        private FailureException unknown(String operator) {
            return new FailureException(
                    new Failure.NotSupported("operator " + operator + " there in _filter", OPERATORS, 400));
        }
    }
}
