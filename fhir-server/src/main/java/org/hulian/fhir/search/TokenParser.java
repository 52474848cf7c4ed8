package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the values of token and URI searches with their modifiers. */
final class TokenParser {
    private static final List<String> OFFERED = List.of("not", "text", "in", "not-in", "below", "above");
    private static final List<String> OF_IDENTIFIERS =
            List.of("not", "text", "of-type", "in", "not-in", "below", "above");

    Term token(SearchParameter parameter, String modifier, List<String> values) {
        boolean identifier = parameter.expression().contains("dentifier");
        TermParser.offer(parameter, modifier, identifier ? OF_IDENTIFIERS : OFFERED);
        Optional<CodeSetRelation> relation = CodeSetRelation.of(modifier);
        if (relation.isPresent()) {
            return related(parameter, relation.get(), values);
        }
        return switch (modifier) {
            case "text" -> new Term.SiftTerm(parameter, new Sift.Display(unescaped(values)));
            case "of-type" ->
                new Term.TokenTerm(
                        parameter,
                        false,
                        values.stream().map(value -> ofType(parameter, value)).toList());
            default ->
                new Term.TokenTerm(
                        parameter,
                        modifier.equals("not"),
                        values.stream().map(SearchValues::token).toList());
        };
    }

    Term uri(SearchParameter parameter, String modifier, List<String> values) {
        TermParser.offer(parameter, modifier, List.of("below", "above"));
        List<String> urls = unescaped(values);
        return switch (modifier) {
            case "below" -> new Term.SiftTerm(parameter, new Sift.UrlBelow(urls));
            case "above" ->
                new Term.UriTerm(
                        parameter,
                        urls.stream().flatMap(url -> above(url).stream()).toList());
            default -> new Term.UriTerm(parameter, urls);
        };
    }

    /** The URL and what it begins with, segment by segment, each with and without a slash at its end. */
    private static List<String> above(String url) {
        List<String> all = new ArrayList<>(List.of(url));
        int host = url.indexOf("://") < 0 ? url.length() : url.indexOf("://") + 3;
        for (int slash = url.lastIndexOf('/'); slash >= host; slash = url.lastIndexOf('/', slash - 1)) {
            all.add(url.substring(0, slash + 1));
            all.add(url.substring(0, slash));
        }
        return all.stream().distinct().toList();
    }

    private static Term related(SearchParameter parameter, CodeSetRelation relation, List<String> values) {
        return switch (relation) {
            case IN, NOT_IN ->
                new Term.CodeSetTerm(
                        parameter,
                        relation,
                        values.stream()
                                .<TokenValue>map(value -> new TokenValue.AnyCode(SearchValues.unescape(value)))
                                .toList());
            case BELOW, ABOVE -> {
                List<TokenValue> codes =
                        values.stream().map(SearchValues::token).toList();
                if (!codes.stream().allMatch(TokenValue.Exact.class::isInstance)) {
                    throw TermParser.invalid(parameter.name(), "system|code", "系统|代码");
                }
                yield new Term.CodeSetTerm(parameter, relation, codes);
            }
        };
    }

    private static TokenValue ofType(SearchParameter parameter, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() != 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw TermParser.invalid(
                    parameter.name() + ":of-type",
                    "system|code|value, with the system and code of the identifier's type",
                    "系统|代码|值，前两项为标识类型的系统与代码");
        }
        return new TokenValue.OfType(
                SearchValues.unescape(parts.get(0)),
                SearchValues.unescape(parts.get(1)),
                SearchValues.unescape(parts.get(2)));
    }

    private static List<String> unescaped(List<String> values) {
        return values.stream().map(SearchValues::unescape).toList();
    }
}
