package org.hulian.fhir.search;

import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;

/** One condition of a search; the values of one term are alternatives, terms hold together. */
public sealed interface Term {
    /** The parameter it came from. */
    SearchParameter parameter();

    /** Codes and identifiers. {@code not} is true of a resource with none of them, also of one without any value. */
    record TokenTerm(SearchParameter parameter, boolean not, List<TokenValue> anyOf) implements Term {}

    /** URIs that must agree to the letter. */
    record UriTerm(SearchParameter parameter, List<String> anyOf) implements Term {}

    /** References, by address or by the identifier given beside it. */
    record ReferenceTerm(SearchParameter parameter, List<ReferenceValue> anyOf) implements Term {}

    /** The patients a resource is about: expands to each one's person. */
    record PatientTerm(SearchParameter parameter, List<ResourceKey> anyOf) implements Term {}

    /** Texts. */
    record StringTerm(SearchParameter parameter, StringMatch match, List<String> anyOf) implements Term {}

    /** Points or stretches of time. */
    record DateTerm(SearchParameter parameter, List<DateRange> anyOf) implements Term {}

    /** Whether there is any value at all. */
    record MissingTerm(SearchParameter parameter, boolean missing) implements Term {}

    /** Logical ids; text that cannot be an id is left out, so the list may be empty. */
    record IdTerm(SearchParameter parameter, List<ResourceId> anyOf) implements Term {}

    /**
     * Amounts and numbers.
     *
     * @param stored the parameters whose rows are compared, see {@link Composites#stored}
     */
    record QuantityTerm(SearchParameter parameter, List<SearchParameter> stored, List<QuantityValue> anyOf)
            implements Term {}

    /** Tokens, references and URIs that must stand in one element. */
    record PairTerm(SearchParameter parameter, List<Term> parts) implements Term {}

    /** An amount beside a code in one element. */
    record CodedQuantityTerm(SearchParameter parameter, TokenTerm code, QuantityTerm quantity) implements Term {}

    /** All must hold. */
    record AllTerm(SearchParameter parameter, List<Term> terms) implements Term {}

    /** One must hold. */
    record AnyTerm(SearchParameter parameter, List<Term> terms) implements Term {}

    /** Rows with these keys, as a step before found them. */
    record RowTerm(SearchParameter parameter, List<UUID> keys) implements Term {}

    /** Rows about the persons these patients belong to. */
    record PersonTerm(SearchParameter parameter, List<UUID> patients) implements Term {}

    /** A condition that needs a step of its own, asked before the search and replaced by what it found. */
    sealed interface Joined extends Term {}

    /** A reference to a resource of which something holds. */
    record ChainTerm(SearchParameter parameter, List<Hop> anyOf) implements Joined {}

    /** Something holds of a resource of type {@code source} that refers here by {@code parameter}. */
    record HasTerm(SearchParameter parameter, ResourceType source, List<Term> terms) implements Joined {}

    /** Where a chain may lead and what must hold there. */
    record Hop(ResourceType type, List<Term> terms) {}

    /** It must not hold. */
    record NotTerm(SearchParameter parameter, Term term) implements Term {}

    /** Decided over resources, not by an index. */
    record SiftTerm(SearchParameter parameter, Sift sift) implements Term {}

    /** Places within circles. */
    record NearTerm(SearchParameter parameter, List<Near> anyOf) implements Term {}

    /** Codes that terminology relates to the values: codes, or value sets as {@link TokenValue.AnyCode}. */
    record CodeSetTerm(SearchParameter parameter, CodeSetRelation relation, List<TokenValue> anyOf) implements Joined {}
}
