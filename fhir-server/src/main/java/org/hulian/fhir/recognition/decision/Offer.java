package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.hulian.fhir.interaction.OperationWrite.Change;

/** A line an earlier result may answer, and nobody has decided on yet. */
public final class Offer {
    private Offer() {}

    /**
     * The open Task.
     *
     * @param rules version of the rules that offer
     */
    public static Change of(Line line, JsonNode order, String rules, Instant now) {
        return new Change.New(line.task(), Elements.bytes(TaskBody.offered(line, order, rules, now)));
    }
}
