package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.hulian.terminology.unit.Amount;

/** Writes <a href="https://hl7.org/fhir/R4/parameters.html">Parameters.parameter</a> and its parts. */
final class Parts {
    private final JsonGenerator json;

    Parts(JsonGenerator json) {
        this.json = json;
    }

    /** A parameter that has parts, until it is closed. */
    void open(String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeArrayFieldStart("part");
    }

    void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A primitive value; {@code type} is {@code valueCode}, {@code valueString}, ... */
    void value(String name, String type, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField(type, value);
        json.writeEndObject();
    }

    void flag(String name, boolean value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeBooleanField("valueBoolean", value);
        json.writeEndObject();
    }

    void reference(String name, String reference) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeObjectFieldStart("valueReference");
        json.writeStringField("reference", reference);
        json.writeEndObject();
        json.writeEndObject();
    }

    void coding(String name, String system, String code, String display) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeObjectFieldStart("valueCoding");
        json.writeStringField("system", system);
        json.writeStringField("code", code);
        json.writeStringField("display", display);
        json.writeEndObject();
        json.writeEndObject();
    }

    void quantity(String name, Amount amount) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeObjectFieldStart("valueQuantity");
        json.writeNumberField("value", amount.value());
        json.writeStringField("unit", amount.unit().code());
        json.writeStringField("system", "http://unitsofmeasure.org");
        json.writeStringField("code", amount.unit().code());
        json.writeEndObject();
        json.writeEndObject();
    }
}
