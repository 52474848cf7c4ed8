package org.hulian.mappers.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Problem;
import org.hulian.mappers.TraceEntry;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.json.JsonWriter;

/** The line of `hub map` for one message: file, status, type, bundle, trace, coverage, problems. */
public final class MapReport {

    private MapReport() {}

    /** One line of JSON without a line break at its end. */
    public static String line(String file, MappingResult result) {
        StringBuilder out = new StringBuilder(65_536);
        out.append("{\"file\":").append(text(file));
        out.append(",\"status\":").append(text(result.status().code()));
        out.append(",\"type\":").append(text(result.type()));
        byte[] bundle = result.bundle();
        out.append(",\"bundle\":").append(bundle == null ? "null" : new String(bundle, StandardCharsets.UTF_8));
        out.append(",\"trace\":").append(JsonWriter.text(trace(result.trace())));
        out.append(",\"coverage\":").append(JsonWriter.text(coverage(result.coverage())));
        out.append(",\"problems\":").append(JsonWriter.text(problems(result.problems())));
        return out.append('}').toString();
    }

    private static JsonValue trace(List<TraceEntry> trace) {
        JsonValue.Array array = JsonValue.Array.of();
        trace.forEach(e -> array.items()
                .add(JsonValue.Obj.of("path", e.path())
                        .with("source", e.source())
                        .with("row", e.row())));
        return array;
    }

    private static JsonValue coverage(Coverage coverage) {
        JsonValue.Array unmapped = JsonValue.Array.of();
        coverage.unmapped()
                .forEach(u -> unmapped.items()
                        .add(JsonValue.Obj.of("source", u.source()).with("reason", u.reason())));
        return JsonValue.Obj.empty()
                .with("populated", new JsonValue.Num(Integer.toString(coverage.populated())))
                .with("mapped", new JsonValue.Num(Integer.toString(coverage.mapped())))
                .with("unmapped", unmapped);
    }

    private static JsonValue problems(List<Problem> problems) {
        JsonValue.Array array = JsonValue.Array.of();
        problems.forEach(p -> array.items()
                .add(JsonValue.Obj.of("severity", p.severity().name().toLowerCase(Locale.ROOT))
                        .with("code", p.code())
                        .with("location", p.location())
                        .with("text", JsonValue.Obj.of("en", p.en()).with("zh", p.zh()))));
        return array;
    }

    private static String text(String value) {
        return JsonWriter.text(new JsonValue.Text(value));
    }
}
