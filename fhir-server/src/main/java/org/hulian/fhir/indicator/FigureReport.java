package org.hulian.fhir.indicator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jspecify.annotations.Nullable;

/** Figures as a <a href="https://hl7.org/fhir/R4/measurereport.html">MeasureReport</a> of type summary. */
final class FigureReport {
    static final String MEASURE = "http://hulian.org/fhir/Measure/recognition";

    /** How many orders of the region, of any time, are stored and not counted yet. */
    private static final String WAITING = "http://hulian.org/fhir/StructureDefinition/orders-waiting";

    private static final String FIGURE = "http://hulian.org/fhir/CodeSystem/recognition-figure";

    private FigureReport() {}

    static byte[] of(FigureSource.Counted counted, FigureQuery query, @Nullable String subject, Instant now) {
        ObjectNode report = FhirJson.object();
        report.put("resourceType", "MeasureReport");
        report.putArray("extension").addObject().put("url", WAITING).put("valueInteger", counted.waiting());
        report.put("status", "complete").put("type", "summary");
        report.put("measure", MEASURE);
        if (subject != null) {
            report.putObject("subject").put("reference", subject);
        }
        report.put("date", now.toString());
        report.putObject("period")
                .put("start", query.from().toString())
                .put("end", query.to().toString());
        ArrayNode groups = report.putArray("group");
        group(
                groups,
                "recognised-share",
                new Words("Recognised of offered", "互认率"),
                counted,
                figures -> figures.recognisedShare().map(FigureReport::plain));
        population(
                (ArrayNode) groups.path(0).path("population"),
                "repeated-after-recognition",
                new Words("Done again within %d days after a recognition".formatted(query.repeatDays()), "互认后短期内重复检查"),
                counted.again());
        group(
                groups,
                "repeat-rate",
                new Words("Repeated of all that was done", "重复检查率"),
                counted,
                figures -> figures.repeatRate().map(FigureReport::plain));
        group(
                groups,
                "saved",
                new Words("Money saved", "节省费用"),
                counted,
                figures -> Optional.of(plain(figures.saved())
                        .put("unit", "CNY")
                        .put("system", "urn:iso:std:iso:4217")
                        .put("code", "CNY")));
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void group(
            ArrayNode groups,
            String code,
            Words words,
            FigureSource.Counted counted,
            Function<Figures, Optional<ObjectNode>> score) {
        ObjectNode group = groups.addObject();
        group.set("code", concept(code, words));
        populations(group, counted.all());
        score.apply(counted.all()).ifPresent(value -> group.set("measureScore", value));
        ArrayNode stratifiers = group.putArray("stratifier");
        for (Map.Entry<Dimension, Map<String, Figures>> apart : counted.apart().entrySet()) {
            ObjectNode stratifier = stratifiers.addObject();
            stratifier.putArray("code").addObject().put("text", apart.getKey().code());
            ArrayNode strata = stratifier.putArray("stratum");
            apart.getValue().forEach((value, figures) -> {
                ObjectNode stratum = strata.addObject();
                stratum.putObject("value").put("text", value.isEmpty() ? "-" : value);
                populations(stratum, figures);
                score.apply(figures).ifPresent(quantity -> stratum.set("measureScore", quantity));
            });
        }
        if (stratifiers.isEmpty()) {
            group.remove("stratifier");
        }
    }

    private static void populations(ObjectNode of, Figures figures) {
        ArrayNode populations = of.putArray("population");
        population(populations, "ordered", new Words("Ordered", "开单"), figures.ordered());
        population(populations, "performed", new Words("Done", "执行"), figures.performed());
        population(populations, "offered", new Words("A result could be relied on", "可互认"), figures.offered());
        population(populations, "recognised", new Words("Recognised", "已互认"), figures.of(LineState.RECOGNISED));
        for (RepeatReason reason : RepeatReason.values()) {
            population(
                    populations, "repeated-" + reason.code(), reason.words(), figures.of(LineState.repeated(reason)));
        }
        population(
                populations,
                "unexplained",
                new Words("Done again without a reason", "无理由重复"),
                figures.of(LineState.UNEXPLAINED));
        population(populations, "open", new Words("Not decided yet", "待决定"), figures.of(LineState.OPEN));
    }

    private static void population(ArrayNode populations, String code, Words words, long count) {
        ObjectNode population = populations.addObject();
        population.set("code", concept(code, words));
        population.put("count", count);
    }

    private static ObjectNode concept(String code, Words words) {
        return FhirJson.concept(FIGURE, code, words);
    }

    private static ObjectNode plain(BigDecimal value) {
        return FhirJson.object().put("value", value);
    }
}
