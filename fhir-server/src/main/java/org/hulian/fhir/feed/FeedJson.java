package org.hulian.fhir.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.Problem;
import org.hulian.mappers.TraceEntry;

/** Problems, coverage and trace in the form {@code ./hub map} prints and the queue keeps. */
final class FeedJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one value. */
    interface Value {
        void write(JsonGenerator out) throws IOException;
    }

    private FeedJson() {}

    static String text(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            value.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String problems(List<Problem> problems) {
        return text(out -> {
            out.writeStartArray();
            for (Problem problem : problems) {
                out.writeStartObject();
                out.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
                out.writeStringField("code", problem.code());
                out.writeStringField("location", problem.location());
                out.writeStringField("en", problem.en());
                out.writeStringField("zh", problem.zh());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static String coverage(Coverage coverage) {
        return text(out -> {
            out.writeStartObject();
            out.writeNumberField("populated", coverage.populated());
            out.writeNumberField("mapped", coverage.mapped());
            out.writeArrayFieldStart("unmapped");
            for (Coverage.Unmapped each : coverage.unmapped()) {
                out.writeStartObject();
                out.writeStringField("source", each.source());
                out.writeStringField("reason", each.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Deflated: paths repeat, a trace shrinks to about a tenth. */
    static byte[] trace(List<TraceEntry> trace) {
        String json = text(out -> {
            out.writeStartArray();
            for (TraceEntry entry : trace) {
                out.writeStartObject();
                out.writeStringField("path", entry.path());
                out.writeStringField("source", entry.source());
                out.writeStringField("row", entry.row());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The JSON array again. */
    static String trace(byte[] deflated) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
