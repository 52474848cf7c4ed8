package org.hulian.fhir.search.sql;

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
 * @param patient whose rows, where the search or the token names one
 * @param code    the main code, where it may drive
 * @param amount  amounts in base units, where the newest of any patients are wanted and no better index drives
 * @param byKey   rows are named
 * @param selective some condition leaves few rows
 * @param severalPatients rows of more than one patient are asked for
 */
record Path(
        Optional<UUID> patient,
        Optional<Code> code,
        Optional<Term.QuantityTerm> amount,
        boolean byKey,
        boolean selective,
        boolean severalPatients) {
    /** Rows so few that any index would do: conditions are checked one by one. */
    static final Path OF_FEW = new Path(Optional.empty(), Optional.empty(), Optional.empty(), true, false, false);

    /** A term that the code column answers. */
    record Code(Term.TokenTerm term, TokenValue.Exact value) {}

    static Path of(SearchRequest request, AccessPredicate predicate) {
        Optional<UUID> patient = Optional.ofNullable(predicate.compartment());
        Optional<Code> code = Optional.empty();
        boolean byKey = false;
        boolean selective = false;
        boolean several = false;
        for (Term term : request.terms()) {
            if (term instanceof Term.PatientTerm patients) {
                several |= patients.anyOf().size() > 1;
                patient = Optional.of(ResourceKeys.of(patients.anyOf().getFirst()));
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
        boolean byCode = !byKey && !several && (!selective || patient.isPresent());
        boolean ofAnyone = byCode
                && !selective
                && patient.isEmpty()
                && Order.of(request, Rows.CURRENT, new Sql()).isNewestFirst();
        Optional<Term.QuantityTerm> amount = ofAnyone ? amounts(request).findFirst() : Optional.empty();
        return new Path(patient, byCode ? code : Optional.empty(), amount, byKey, selective, several);
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
        return patient.isEmpty() && !byKey && !selective;
    }

    boolean isFenced() {
        return patient.isPresent() || code.isPresent() || byKey;
    }

    String describe() {
        if (byKey) {
            return "primary key (type, key)";
        }
        if (patient.isPresent()) {
            return code.isPresent()
                    ? "resource_by_person_code (person, type, code, effective desc), further codes by code_by_patient"
                    : "resource_by_person (person, type, effective desc)"
                            + (severalPatients ? ", one range for each person" : "");
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
