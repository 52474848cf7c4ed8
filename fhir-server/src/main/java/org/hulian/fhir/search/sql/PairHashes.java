package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.ReferenceValue;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.index.TokenHasher;

/** The combined hashes a pair of values in one element is found by. */
final class PairHashes {
    private final ResourceType type;
    private final TokenHasher hasher;
    private final UnaryOperator<UUID> patientName;

    PairHashes(ResourceType type, TokenHasher hasher, UnaryOperator<UUID> patientName) {
        this.type = type;
        this.hasher = hasher;
        this.patientName = patientName;
    }

    List<Long> of(Term.PairTerm term) {
        List<Long> combined = part(term.parts().getFirst());
        for (Term next : term.parts().subList(1, term.parts().size())) {
            List<Long> hashes = part(next);
            combined = combined.stream()
                    .flatMap(first -> hashes.stream().map(second -> hasher.pair(type, first, second)))
                    .toList();
        }
        return combined;
    }

    private List<Long> part(Term term) {
        return switch (term) {
            case Term.TokenTerm token ->
                token.anyOf().stream()
                        .map(value -> hash(token.parameter(), value))
                        .toList();
            case Term.UriTerm uri ->
                uri.anyOf().stream()
                        .map(url -> hasher.url(type, uri.parameter(), url))
                        .toList();
            case Term.ReferenceTerm reference ->
                reference.anyOf().stream()
                        .flatMap(value -> references(reference.parameter(), value).stream())
                        .toList();
            case Term.PatientTerm patients ->
                patients.anyOf().stream()
                        .map(patient -> local(patients.parameter(), "Patient", ResourceKeys.of(patient)))
                        .toList();
            default -> throw new IllegalArgumentException(term.parameter().name());
        };
    }

    private Long hash(SearchParameter parameter, TokenValue value) {
        return switch (value) {
            case TokenValue.AnySystem any -> hasher.anySystem(type, parameter, any.code());
            case TokenValue.Exact exact -> hasher.exact(type, parameter, exact.system(), exact.code());
            case TokenValue.NoSystem none -> hasher.noSystem(type, parameter, none.code());
            case TokenValue.AnyCode any -> hasher.anyCode(type, parameter, any.system());
            case TokenValue.OfType typed -> throw new IllegalArgumentException(parameter.name());
        };
    }

    private List<Long> references(SearchParameter parameter, ReferenceValue value) {
        return switch (value) {
            case ReferenceValue.Url url -> List.of(hasher.url(type, parameter, url.url()));
            case ReferenceValue.Identifier identifier -> List.of();
            case ReferenceValue.Row row -> List.of(local(parameter, row.type(), row.key()));
            case ReferenceValue.Local local -> {
                List<Long> hashes = new ArrayList<>();
                local.types()
                        .forEach(target -> hashes.add(local(parameter, target, ResourceKeys.of(target, local.id()))));
                yield hashes;
            }
        };
    }

    private Long local(SearchParameter parameter, String target, UUID key) {
        short number = ResourceTypes.r4().get(target).number();
        return hasher.reference(type, parameter, number, target.equals("Patient") ? patientName.apply(key) : key);
    }
}
