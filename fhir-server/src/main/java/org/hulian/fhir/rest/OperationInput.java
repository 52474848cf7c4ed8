package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.bundle.ParametersReader;
import org.hulian.fhir.bundle.SentParameters;

/**
 * The input of an operation: its query, its Parameters, or one resource as the body, which then has the name
 * {@code resource}.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">executing an operation</a>
 */
final class OperationInput {
    private OperationInput() {}

    static SentParameters of(byte[] json, Exchange exchange) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        exchange.parameters()
                .without(Exchange.SHAPE)
                .all()
                .forEach(parameter -> values.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                        .add(parameter.getValue()));
        if (json.length == 0) {
            return SentParameters.of(values);
        }
        if (!ParametersReader.isParameters(json)) {
            return new SentParameters(values, Map.of("resource", List.of(json)), Map.of());
        }
        SentParameters body = ParametersReader.read(json);
        Map<String, List<String>> both = new HashMap<>(values);
        body.values()
                .forEach((name, given) -> both.merge(name, given, (query, sent) -> {
                    List<String> all = new ArrayList<>(query);
                    all.addAll(sent);
                    return all;
                }));
        return new SentParameters(both, body.resources(), body.parts());
    }
}
