package org.hulian.fhir.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.store.StoredResource;
import org.hulian.terminology.unit.Linear;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;

/**
 * Statistics over the values of a subject's observations, <a
 * href="https://hl7.org/fhir/R4/observation-operation-stats.html">Observation/$stats</a>: one Observation for each code,
 * in the unit of its newest value.
 */
public final class ObservationStatistics {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-statistics";
    private static final MathContext SHOWN = new MathContext(10);

    private final Observations observations;
    private final Units units;

    /** Converts between the units of UCUM. */
    public ObservationStatistics(Observations observations, Units units) {
        this.observations = observations;
        this.units = units;
    }

    /**
     * What is asked.
     *
     * @param codes    with their system before a bar, or without
     * @param dates    conditions on the date, as a search has them
     * @param include  whether the observations are told, too
     */
    public record Asked(
            String subject, List<String> codes, List<String> dates, List<String> statistics, boolean include) {
        /** Refuses what cannot be answered. */
        public Asked {
            codes = List.copyOf(codes);
            dates = List.copyOf(dates);
            statistics = List.copyOf(statistics);
            if (subject.isEmpty() || codes.isEmpty() || statistics.isEmpty()) {
                throw invalid(
                        "required",
                        "$stats needs subject, code or coding, and statistic.",
                        "$stats 需要参数 subject、code 或 coding，以及 statistic。");
            }
            if (!Statistics.CODES.containsAll(statistics)) {
                throw new FailureException(new Failure.NotSupported("A statistic", Statistics.CODES, 400));
            }
        }
    }

    /** The same number with its unit. */
    private record Value(BigDecimal number, JsonNode quantity) {}

    /** Parameters with one Observation for each code. */
    public Uni<byte[]> by(Asked asked, RequestContext context) {
        return Multi.createFrom()
                .iterable(asked.codes())
                .onItem()
                .transformToUniAndConcatenate(code -> observations
                        .newestFirst("Observation/$stats", search(asked, code), context)
                        .map(found -> parameters(asked, code, found)))
                .collect()
                .asList()
                .map(all -> {
                    ObjectNode answer = JsonNodeFactory.instance.objectNode();
                    answer.put("resourceType", "Parameters");
                    ArrayNode parameters = answer.putArray("parameter");
                    all.forEach(each -> each.forEach(parameters::add));
                    return answer.toString().getBytes(StandardCharsets.UTF_8);
                });
    }

    private static Parameters search(Asked asked, String code) {
        List<Map.Entry<String, String>> search = new ArrayList<>();
        search.add(Map.entry("subject", asked.subject()));
        search.add(Map.entry("code", code));
        asked.dates().forEach(date -> search.add(Map.entry("date", date)));
        return new Parameters(search);
    }

    private List<ObjectNode> parameters(Asked asked, String code, List<StoredResource> newestFirst) {
        List<JsonNode> bodies = newestFirst.stream()
                .map(each -> Objects.requireNonNull(FhirJson.read(each.body())))
                .toList();
        List<ObjectNode> parameters = new ArrayList<>();
        parameters.add(parameter("statistics", observation(asked, code, bodies)));
        if (asked.include()) {
            bodies.forEach(body -> parameters.add(parameter("source", body)));
        }
        return parameters;
    }

    private static ObjectNode parameter(String name, JsonNode resource) {
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        parameter.put("name", name);
        parameter.set("resource", resource);
        return parameter;
    }

    private ObjectNode observation(Asked asked, String code, List<JsonNode> bodies) {
        ObjectNode observation = JsonNodeFactory.instance.objectNode();
        observation.put("resourceType", "Observation");
        observation.put("status", "final");
        ObjectNode coding = observation.putObject("code").putArray("coding").addObject();
        int bar = code.indexOf('|');
        if (bar > 0) {
            coding.put("system", code.substring(0, bar));
        }
        coding.put("code", code.substring(bar + 1));
        observation.putObject("subject").put("reference", asked.subject());
        List<Value> values = values(bodies);
        Statistics statistics = new Statistics(
                values.reversed().stream()
                        .mapToDouble(value -> value.number().doubleValue())
                        .toArray(),
                bodies.size());
        ArrayNode components = JsonNodeFactory.instance.arrayNode();
        for (String each : asked.statistics()) {
            OptionalDouble result = statistics.of(each);
            if (result.isPresent()) {
                components.add(component(each, result.getAsDouble(), values));
            }
        }
        if (!components.isEmpty()) {
            observation.set("component", components);
        }
        return observation;
    }

    private static ObjectNode component(String statistic, double result, List<Value> values) {
        ObjectNode component = JsonNodeFactory.instance.objectNode();
        component
                .putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", SYSTEM)
                .put("code", statistic);
        ObjectNode quantity = component.putObject("valueQuantity");
        BigDecimal shown = new BigDecimal(result, SHOWN);
        quantity.put("value", new BigDecimal(shown.stripTrailingZeros().toPlainString()));
        if (!Statistics.isPlain(statistic) && !values.isEmpty() && !statistic.equals("variance")) {
            JsonNode first = values.getFirst().quantity();
            for (String member : List.of("unit", "system", "code")) {
                if (first.has(member)) {
                    quantity.set(member, first.get(member));
                }
            }
        }
        return component;
    }

    /** Newest first, in the unit of the newest; a value that is only known to be above or below is none. */
    private List<Value> values(List<JsonNode> bodies) {
        List<Value> values = new ArrayList<>();
        for (JsonNode body : bodies) {
            JsonNode quantity = body.path("valueQuantity");
            if (quantity.path("value").isNumber() && !quantity.has("comparator")) {
                BigDecimal number = quantity.path("value").decimalValue();
                values.add(new Value(
                        values.isEmpty()
                                ? number
                                : converted(number, quantity, values.getFirst().quantity()),
                        quantity));
            }
        }
        return values;
    }

    private BigDecimal converted(BigDecimal number, JsonNode from, JsonNode to) {
        if (from.path("code").equals(to.path("code")) && from.path("system").equals(to.path("system"))) {
            return number;
        }
        boolean ucum = from.path("system").asText().equals(UCUM)
                && to.path("system").asText().equals(UCUM);
        Optional<Linear> rule = ucum
                ? units.rule(
                        new UcumUnit(from.path("code").asText()),
                        new UcumUnit(to.path("code").asText()))
                : Optional.empty();
        return rule.orElseThrow(() -> invalid(
                        "processing",
                        "The values have units that cannot be converted into one another. Narrow the code or the period.",
                        "各值的单位无法互相换算，请缩小编码或时间范围。"))
                .apply(number);
    }

    private static FailureException invalid(String code, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(code, "", en, zh))));
    }
}
