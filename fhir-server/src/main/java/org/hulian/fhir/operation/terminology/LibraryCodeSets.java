package org.hulian.fhir.operation.terminology;

import io.smallrye.mutiny.Uni;
import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.TokenValue;
import org.hulian.terminology.operation.CodeLists;
import org.hulian.terminology.operation.CodeLists.Listing;

/** What searches ask of terminology, answered by the terminology service: stored, imported and bundled definitions. */
public final class LibraryCodeSets implements CodeSets {
    private final CodeLists lists;

    /** Answers from these lists. */
    public LibraryCodeSets(CodeLists lists) {
        this.lists = lists;
    }

    @Override
    public Uni<Answer> members(String valueSet) {
        return Uni.createFrom().item(() -> answer(lists.members(valueSet)));
    }

    @Override
    public Uni<Answer> below(String system, String code) {
        return Uni.createFrom().item(() -> answer(lists.below(system, code)));
    }

    @Override
    public Uni<Answer> above(String system, String code) {
        return Uni.createFrom().item(() -> answer(lists.above(system, code)));
    }

    private static Answer answer(Listing listing) {
        return switch (listing) {
            case Listing.Codes(var codes) ->
                new Answer.Codes(codes.stream()
                        .map(code -> new TokenValue.Exact(code.system(), code.code()))
                        .toList());
            case Listing.Unknown unknown -> new Answer.Unknown();
            case Listing.TooMany many -> new Answer.TooMany(many.limit(), many.codes());
        };
    }
}
