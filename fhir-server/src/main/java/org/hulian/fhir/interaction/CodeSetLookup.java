package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.CodeSetRelation;
import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;

/**
 * Replaces what a search says of value sets and hierarchies by the codes terminology names.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">search.html#token</a>
 */
final class CodeSetLookup {
    private final CodeSets codeSets;

    /** Asks a source. */
    CodeSetLookup(CodeSets codeSets) {
        this.codeSets = codeSets;
    }

    /** The condition with codes only. */
    Uni<Term> of(Term.CodeSetTerm term) {
        Uni<Set<TokenValue>> all = Uni.createFrom().item(new LinkedHashSet<>());
        for (TokenValue value : term.anyOf()) {
            all = all.chain(done -> asked(term.relation(), value).map(answer -> {
                done.addAll(codes(term, answer));
                return done;
            }));
        }
        return all.map(codes ->
                new Term.TokenTerm(term.parameter(), term.relation() == CodeSetRelation.NOT_IN, List.copyOf(codes)));
    }

    private Uni<CodeSets.Answer> asked(CodeSetRelation relation, TokenValue value) {
        return switch (value) {
            case TokenValue.AnyCode set -> codeSets.members(set.system());
            case TokenValue.Exact code ->
                relation == CodeSetRelation.BELOW
                        ? codeSets.below(code.system(), code.code())
                        : codeSets.above(code.system(), code.code());
            case TokenValue.AnySystem any -> throw new IllegalArgumentException(any.code());
            case TokenValue.NoSystem none -> throw new IllegalArgumentException(none.code());
            case TokenValue.OfType typed -> throw new IllegalArgumentException(typed.code());
        };
    }

    private static List<TokenValue.Exact> codes(Term.CodeSetTerm term, CodeSets.Answer answer) {
        return switch (answer) {
            case CodeSets.Answer.Codes codes -> codes.codes();
            case CodeSets.Answer.TooMany many ->
                throw new FailureException(
                        new Failure.TooCostly("codes for " + term.parameter(), many.limit(), many.codes()));
            case CodeSets.Answer.Unknown unknown ->
                throw new FailureException(new Failure.Malformed(
                        "not-found",
                        List.of(new Failure.Issue(
                                "not-found",
                                term.parameter().name(),
                                "the value set, code system or code named here is not known to this server:"
                                        + " store its definition first",
                                "本服务器没有此处所指的值集、代码系统或代码：请先存入其定义"))));
        };
    }
}
