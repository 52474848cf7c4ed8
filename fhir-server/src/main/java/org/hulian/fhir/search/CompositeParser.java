package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceType;

/** Reads the values of composite searches: one value for each component, separated by {@code $}. */
final class CompositeParser {
    private final SearchParameters parameters;
    private final TermParser terms;

    CompositeParser(SearchParameters parameters, TermParser terms) {
        this.parameters = parameters;
        this.terms = terms;
    }

    Term parse(ResourceType type, SearchParameter composite, List<String> values) {
        List<Term> any = new ArrayList<>();
        for (String value : values) {
            List<String> parts = SearchValues.split(value, '$');
            if (parts.size() != composite.components().size()) {
                String shape = String.join("$", composite.components());
                throw TermParser.invalid(composite.name(), shape, shape);
            }
            for (Composites.Alternative alternative :
                    parameters.composites(type).of(composite.name())) {
                any.add(term(type, composite, alternative, parts));
            }
        }
        return any.size() == 1 ? any.getFirst() : new Term.AnyTerm(composite, any);
    }

    private Term term(
            ResourceType type, SearchParameter composite, Composites.Alternative alternative, List<String> values) {
        return switch (alternative) {
            case Composites.Alternative.Together together ->
                new Term.AllTerm(composite, parsed(type, together.parameters(), values));
            case Composites.Alternative.Paired paired ->
                new Term.PairTerm(composite, parsed(type, parameters(paired.parts()), values));
            case Composites.Alternative.Coded coded -> {
                List<Term> both = parsed(type, parameters(coded.parts()), values);
                yield new Term.CodedQuantityTerm(
                        composite, (Term.TokenTerm) both.get(1 - coded.amount()), (Term.QuantityTerm)
                                both.get(coded.amount()));
            }
        };
    }

    private static List<SearchParameter> parameters(List<Composites.Part> parts) {
        return parts.stream().map(Composites.Part::parameter).toList();
    }

    private List<Term> parsed(ResourceType type, List<SearchParameter> components, List<String> values) {
        List<Term> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            all.add(terms.parse(type, components.get(i), "", List.of(values.get(i))));
        }
        return List.copyOf(all);
    }
}
