package org.hulian.fhir.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hulian.fhir.search.Explained;

/** The answer of {@code _explain}: Parameters with a {@code search} for each step, in the order they are taken. */
final class ExplainedParameters {
    private static final JsonFactory JSON = new JsonFactory();

    private ExplainedParameters() {}

    static byte[] of(List<Explained> plans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Parameters");
            json.writeArrayFieldStart("parameter");
            for (Explained plan : plans) {
                open("search", json);
                text("step", plan.step(), json);
                text("access", plan.access(), json);
                text("path", plan.path(), json);
                for (Explained.Statement statement : plan.statements()) {
                    statement(statement, json);
                }
                close(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void statement(Explained.Statement statement, JsonGenerator json) throws IOException {
        open(statement.use(), json);
        text("sql", statement.sql(), json);
        for (String bind : statement.binds()) {
            text("bind", bind, json);
        }
        for (String node : statement.plan()) {
            text("plan", node.isEmpty() ? "-" : node, json);
        }
        close(json);
    }

    private static void open(String name, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeArrayFieldStart("part");
    }

    private static void close(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(String name, String value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("valueString", value);
        json.writeEndObject();
    }
}
