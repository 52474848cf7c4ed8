package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Problem;
import org.hulian.mappers.TraceEntry;

/** What a message was mapped to, as Parameters: status, type, bundle, problems, coverage and trace. */
final class TransformedParameters {
    private TransformedParameters() {}

    static byte[] of(MappingResult result, String language) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        all.addObject().put("name", "status").put("valueCode", result.status().code());
        if (!result.type().isEmpty()) {
            all.addObject().put("name", "type").put("valueString", result.type());
        }
        byte[] bundle = result.bundle();
        if (bundle != null) {
            // The mapper's text as it is: decimals keep their digits.
            all.addObject()
                    .put("name", "bundle")
                    .putRawValue("resource", new RawValue(new String(bundle, StandardCharsets.UTF_8)));
        }
        result.problems().forEach(problem -> problem(all, problem, language));
        coverage(all, result.coverage());
        result.trace().forEach(entry -> trace(all, entry));
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void problem(ArrayNode all, Problem problem, String language) {
        ArrayNode part = all.addObject().put("name", "problem").putArray("part");
        text(part, "severity", problem.severity().name().toLowerCase(Locale.ROOT));
        text(part, "code", problem.code());
        text(part, "location", problem.location());
        text(part, "text", language.equals("zh") ? problem.zh() : problem.en());
    }

    private static void coverage(ArrayNode all, Coverage coverage) {
        ArrayNode part = all.addObject().put("name", "coverage").putArray("part");
        part.addObject().put("name", "populated").put("valueInteger", coverage.populated());
        part.addObject().put("name", "mapped").put("valueInteger", coverage.mapped());
        for (Coverage.Unmapped unmapped : coverage.unmapped()) {
            ArrayNode one = part.addObject().put("name", "unmapped").putArray("part");
            text(one, "source", unmapped.source());
            text(one, "reason", unmapped.reason());
        }
    }

    private static void trace(ArrayNode all, TraceEntry entry) {
        ArrayNode part = all.addObject().put("name", "trace").putArray("part");
        text(part, "path", entry.path());
        text(part, "source", entry.source());
        text(part, "row", entry.row());
    }

    /** FHIR has no empty strings. */
    private static void text(ArrayNode part, String name, String value) {
        if (!value.isEmpty()) {
            part.addObject().put("name", name).put("valueString", value);
        }
    }
}
