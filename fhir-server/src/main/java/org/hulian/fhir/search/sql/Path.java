package org.hulian.fhir.search.sql;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.Composites;
import org.hulian.fhir.search.Prefix;
import org.hulian.fhir.search.QuantityValue;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which index drives.
 *
 * @param patients whose rows, where the search or the token names any
 * @param code    the main code, where it may drive
 * @param amount  amounts in base units, where the newest of any patients are wanted and no better index drives
 * @param byKey   rows are named
 * @param selective some condition leaves few rows
 */
record Path(
        List<UUID> patients,
        Optional<Code> code,
        Optional<Term.QuantityTerm> amount,
        boolean byKey,
        boolean selective) {
    /** Persons found by a chain whose rows are looked at before those another index gives. */
    private static final int FEW = 200;

    /** Rows so few that any index would do: conditions are checked one by one. */
    static final Path OF_FEW = new Path(List.of(), Optional.empty(), Optional.empty(), true, false);

    /** A term that the code column answers. */
    record Code(Term.TokenTerm term, TokenValue.Exact value) {}

    static Path of(SearchRequest request, AccessPredicate predicate) {
        List<UUID> patients = Stream.ofNullable(predicate.compartment()).toList();
        Optional<Code> code = Optional.empty();
        boolean byKey = false;
        boolean selective = false;
        for (Term term : request.terms()) {
            if (term instanceof Term.PatientTerm named) {
                patients = named.anyOf().stream().map(ResourceKeys::of).toList();
            } else if (term instanceof Term.PersonTerm found
                    && !found.patients().isEmpty()
                    && found.patients().size() <= FEW) {
                patients = found.patients();
            } else if (term instanceof Term.TokenTerm token && code.isEmpty()) {
                code = mainCode(request, token);
                selective |= code.isEmpty() && token.parameter().name().equals("identifier");
            } else if (term instanceof Term.IdTerm || term instanceof Term.RowTerm) {
                byKey = true;
            } else if (term instanceof Term.ReferenceTerm
                    || term instanceof Term.UriTerm
                    || term instanceof Term.PersonTerm
                    || term instanceof Term.AnyTerm) {
                selective = true;
            }
        }
        boolean byCode = !byKey && (!selective || !patients.isEmpty());
        boolean ofAnyone = byCode
                && !selective
                && patients.isEmpty()
                && Order.of(request, Rows.CURRENT, new Sql()).isNewestFirst();
        Optional<Term.QuantityTerm> amount = ofAnyone ? amounts(request).findFirst() : Optional.empty();
        return new Path(patients, byCode ? code : Optional.empty(), amount, byKey, selective);
    }

    private static Optional<Code> mainCode(SearchRequest request, Term.TokenTerm token) {
        ResourceTypes.Roles roles = ResourceTypes.r4().roles(request.type());
        return token.parameter().name().equals(roles.code())
                        && !token.not()
                        && token.anyOf().size() == 1
                        && token.anyOf().getFirst() instanceof TokenValue.Exact exact
                        && exact.system().equals(roles.codeSystem())
                ? Optional.of(new Code(token, exact))
                : Optional.empty();
    }

    /** Of a dimension the index tells apart, and of the resource as a whole, so that its rows carry the main code. */
    private static Stream<Term.QuantityTerm> amounts(SearchRequest request) {
        Composites composites = SearchParameters.r4().composites(request.type());
        return request.terms().stream()
                .filter(term -> term instanceof Term.QuantityTerm)
                .map(term -> (Term.QuantityTerm) term)
                .filter(term -> term.stored().stream().noneMatch(composites::isCoded))
                .filter(term -> term.anyOf().stream().allMatch(Path::isIndexed));
    }

    private static boolean isIndexed(QuantityValue value) {
        return value.unit() instanceof QuantityValue.Unit.Canonical
                && value.range().prefix() != Prefix.NE;
    }

    boolean isDrivenBy(Term term, @Nullable Way way) {
        return (code.isPresent() && code.get().term() == term)
                || (way instanceof Way.Amount && amount.isPresent() && amount.get() == term);
    }

    /** Whether nothing but codes, amounts and time bounds the rows looked at. */
    boolean isOpen() {
        return patients.isEmpty() && !byKey && !selective;
    }

    boolean isFenced() {
        return !patients.isEmpty() || code.isPresent() || byKey;
    }

    String describe() {
        if (byKey) {
            return "primary key (type, key)";
        }
        if (!patients.isEmpty()) {
            return (code.isPresent()
                            ? "resource_by_person_code (person, type, code, effective desc), further codes by code_by_patient"
                            : "resource_by_person (person, type, effective desc)")
                    + (patients.size() > 1 ? ", one range for each person" : "");
        }
        if (code.isPresent()) {
            return "resource_by_code (type, code, effective desc), further codes by code_by_code"
                    + (amount.isPresent() ? "; quantity_by_code where few amounts match" : "");
        }
        return amount.isPresent()
                ? "resource_by_effective (type, effective desc, key desc); quantity_by_base where few amounts match"
                : "resource_by_token, side tables or (type, order), as PostgreSQL's statistics say";
    }
}
