package org.hulian.fhir.wiring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;

/** The institutions of the region as Organizations, so that consents and messages can refer to them. */
@Singleton
class Directory {
    private static final JsonFactory JSON = new JsonFactory();

    private final Institutions institutions;
    private final Transaction transaction;

    Directory(Institutions institutions, Transaction transaction) {
        this.institutions = institutions;
        this.transaction = transaction;
    }

    /** Writes what changed; the id of each is its code. */
    Uni<Void> publish() {
        return institutions.all().isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .by(bundle(), new RequestContext(Access.hub(), "start", "en"))
                        .replaceWithVoid();
    }

    private byte[] bundle() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            json.writeStringField("type", "transaction");
            json.writeArrayFieldStart("entry");
            for (Institution institution : institutions.all()) {
                entry(json, institution);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void entry(JsonGenerator json, Institution institution) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("request");
        json.writeStringField("method", "PUT");
        json.writeStringField("url", "Organization/" + institution.code());
        json.writeEndObject();
        json.writeObjectFieldStart("resource");
        json.writeStringField("resourceType", "Organization");
        json.writeStringField("id", institution.code());
        json.writeArrayFieldStart("identifier");
        json.writeStartObject();
        json.writeStringField("system", "http://hulian.org/fhir/identifier/institution");
        json.writeStringField("value", institution.code());
        json.writeEndObject();
        json.writeEndArray();
        json.writeBooleanField("active", true);
        json.writeStringField("name", institution.zh());
        json.writeArrayFieldStart("alias");
        json.writeString(institution.en());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }
}
