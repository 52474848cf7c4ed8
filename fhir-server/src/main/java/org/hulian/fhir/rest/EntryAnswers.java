package org.hulian.fhir.rest;

import java.util.List;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.hulian.fhir.interaction.Change;
import org.hulian.fhir.interaction.Changed;
import org.hulian.fhir.interaction.EntryResult;
import org.hulian.fhir.store.Written;
import org.jspecify.annotations.Nullable;

/** What is said of each entry of a batch or transaction, as much as is preferred. */
record EntryAnswers(Preferences.Return preferred, String language) {
    EntryAnswer of(EntryResult result) {
        return switch (result) {
            case EntryResult.Changes(Changed changed) -> changed(changed);
            case EntryResult.Told(EntryAnswer answer) -> answer;
            case EntryResult.Refused refused -> {
                Outcome outcome = Outcomes.of(refused.failure(), language);
                yield new EntryAnswer(outcome.status(), null, 0, null, null, OperationOutcomes.json(outcome.issues()));
            }
        };
    }

    private EntryAnswer changed(Changed changed) {
        List<Written> written = changed.written();
        if (changed.change() instanceof Change.Delete && written.size() != 1) {
            return new EntryAnswer(204, null, 0, null, null, said(WriteAnswer.saidDeleted(written.size(), language)));
        }
        Written one = written.getFirst();
        int status = switch (one.change()) {
            case CREATED -> 201;
            case UPDATED -> 200;
            case UNCHANGED -> changed.change() instanceof Change.Delete ? 204 : 200;
            case DELETED -> 204;
        };
        return new EntryAnswer(
                status,
                one.key(),
                one.version().number(),
                one.updated(),
                preferred == Preferences.Return.REPRESENTATION ? one.body() : null,
                said(WriteAnswer.said(one, language)));
    }

    private byte @Nullable [] said(String text) {
        return preferred == Preferences.Return.OPERATION_OUTCOME
                ? OperationOutcomes.json(List.of(new Outcome.Said("information", "informational", "", text)))
                : null;
    }
}
