package org.hulian.fhir.recognition.withdrawal;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;

/** Notes what a recognising Task relies on, and how that stands, in the transaction that writes the Task. */
public final class ReliedProjection implements Projection {
    private static final String NOTE = """
            insert into hub.relied (task, order_id, institution, clinician, item, result, laboratory, effective, since,
                                    standing)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (task) do update set standing = excluded.standing
            """;

    private final ToIntFunction<String> institutions;

    /**
     * For a region.
     *
     * @param institutions number of the institution behind {@code Organization/<id>}, or less than 1
     */
    public ReliedProjection(ToIntFunction<String> institutions) {
        this.institutions = institutions;
    }

    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return type.name().equals("Task");
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        byte[] body = written.body();
        JsonNode task = body == null ? null : FhirJson.read(body);
        if (task == null || !RecognitionTask.isRecognised(task)) {
            return Uni.createFrom().voidItem();
        }
        UUID key = ResourceKeys.of(written.key());
        String standing = task.at("/businessStatus/coding/0/code").asText("relied");
        Tuple values = Tuple.tuple()
                .addUUID(key)
                .addString(RecognitionTask.order(task))
                .addInteger(institutions.applyAsInt(RecognitionTask.input(task, "institution")
                        .at("/valueReference/reference")
                        .asText()))
                .addString(task.at("/owner/display").asText())
                .addString(RecognitionTask.input(task, "item")
                        .at("/valueCodeableConcept/coding/0/code")
                        .asText())
                .addString(RecognitionTask.output(task, "recognised-result")
                        .at("/valueReference/reference")
                        .asText())
                .addString(RecognitionTask.output(task, "laboratory")
                        .at("/valueReference/reference")
                        .asText()
                        .replaceFirst("^Organization/", ""))
                .addOffsetDateTime(at(RecognitionTask.output(task, "effective").path("valueInstant")))
                .addOffsetDateTime(at(task.path("lastModified")))
                .addString(standing.isEmpty() ? "relied" : standing);
        return transaction
                .clinical()
                .chain(clinical -> clinical.preparedQuery(NOTE).execute(values))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(JsonNode instant) {
        return Instant.parse(instant.asText()).atOffset(ZoneOffset.UTC);
    }
}
