package org.hulian.fhir.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.terminology.operation.Operation;

/** The CapabilityStatement, made from the same definitions that serve the requests. */
public final class Capabilities {
    private final String base;
    private final String issuer;
    private final String version;
    private final Instant date;
    private volatile byte[] json = new byte[0];

    /**
     * For a server.
     *
     * @param version of the software
     * @param date    when it was started: from then on this holds
     */
    public Capabilities(String base, String issuer, String version, Instant date) {
        this.base = base;
        this.issuer = issuer;
        this.version = version;
        this.date = date;
    }

    /** As JSON; made when first asked for. */
    byte[] json() {
        if (json.length == 0) {
            json = make().getBytes(StandardCharsets.UTF_8);
        }
        return json.clone();
    }

    private String make() {
        String resources = ResourceTypes.r4().all().stream()
                .sorted(Comparator.comparing(ResourceType::name))
                .map(Capabilities::resource)
                .collect(Collectors.joining(","));
        return """
                {"resourceType":"CapabilityStatement","id":"hulian","name":"Hulian","title":"Hulian FHIR server",\
                "status":"active","date":"%s","kind":"instance","software":{"name":"Hulian","version":"%s"},\
                "implementation":{"description":"Health-data interoperability and records hub","url":"%s"},\
                "fhirVersion":"4.0.1","format":["application/fhir+json","application/fhir+xml","json","xml"],\
                "patchFormat":["application/json-patch+json","application/fhir+json","application/fhir+xml"],\
                "rest":[{"mode":"server","security":{"cors":false,"service":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/restful-security-service","code":"SMART-on-FHIR"}]}],\
                "extension":[{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",\
                "extension":[{"url":"authorize","valueUri":"%s/protocol/openid-connect/auth"},\
                {"url":"token","valueUri":"%s/protocol/openid-connect/token"}]}]},\
                "resource":[%s],"interaction":[{"code":"transaction"},{"code":"batch"},{"code":"search-system"}],\
                "compartment":[%s],"operation":[{"name":"export","definition":\
                "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export"},{"name":"import","definition":\
                "http://hulian.org/fhir/OperationDefinition/import"}]}]}""".formatted(date, version, base, issuer, issuer, resources, Joining.compartments());
    }

    private static String resource(ResourceType type) {
        boolean log = type.store() == Store.AUDIT;
        List<String> interactions = log
                ? List.of("read", "vread", "history-instance", "search-type")
                : List.of("read", "vread", "update", "patch", "delete", "history-instance", "create", "search-type");
        String codes =
                interactions.stream().map(code -> "{\"code\":\"" + code + "\"}").collect(Collectors.joining(","));
        String parameters = Served.parameters(type, SearchParameters.r4()).stream()
                .map(Capabilities::parameter)
                .collect(Collectors.joining(","));
        return "{\"type\":\"%s\",\"interaction\":[%s],\"versioning\":\"%s\",\"readHistory\":true,\"updateCreate\":%s,"
                        .formatted(type.name(), codes, log ? "versioned" : "versioned-update", !log)
                + "\"conditionalCreate\":" + !log
                + ",\"conditionalRead\":\"full-support\",\"conditionalUpdate\":" + !log
                + ",\"conditionalDelete\":\"" + (log ? "not-supported" : "multiple") + "\"," + Joining.of(type)
                + "\"searchParam\":["
                + parameters + "]" + operations(type)
                + "}";
    }

    private static String operations(ResourceType type) {
        List<String> operations = new ArrayList<>();
        if (type.store() != Store.AUDIT) {
            operations.add(operation("validate", "http://hl7.org/fhir/OperationDefinition/Resource-validate"));
        }
        if (type.name().equals("Patient") || type.name().equals("Group")) {
            String level = type.name().toLowerCase(Locale.ROOT);
            operations.add(
                    operation("export", "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/" + level + "-export"));
        }
        switch (type.name()) {
            case "ServiceRequest" -> {
                operations.add(ours(type, "recognize"));
                operations.add(ours(type, "recognize-decision"));
            }
            case "RequestGroup" ->
                operations.add(
                        operation("recognize", "http://hulian.org/fhir/OperationDefinition/ServiceRequest-recognize"));
            case "Observation", "DiagnosticReport" -> operations.add(ours(type, "relied-on"));
            case "Measure" ->
                operations.add(operation(
                        "evaluate-measure", "http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure"));
            default -> {
                // Nothing beyond what every type offers.
            }
        }
        Arrays.stream(Operation.values())
                .filter(one -> one.type().equals(type.name()))
                .map(one -> one.call().substring(1))
                .forEach(name -> operations.add(
                        operation(name, "http://hl7.org/fhir/OperationDefinition/" + type.name() + "-" + name)));
        if (type.name().equals("ConceptMap")) {
            for (String name : List.of("work", "propose", "review", "retire", "coverage")) {
                operations.add(operation(name, "http://hulian.org/fhir/OperationDefinition/ConceptMap-" + name));
            }
        }
        return operations.isEmpty() ? "" : ",\"operation\":[" + String.join(",", operations) + "]";
    }

    private static String ours(ResourceType type, String name) {
        return operation(name, "http://hulian.org/fhir/OperationDefinition/" + type.name() + "-" + name);
    }

    private static String operation(String name, String definition) {
        return "{\"name\":\"%s\",\"definition\":\"%s\"}".formatted(name, definition);
    }

    private static String parameter(SearchParameter parameter) {
        return "{\"name\":\"%s\",\"type\":\"%s\"}"
                .formatted(parameter.name(), parameter.kind().name().toLowerCase(Locale.ROOT));
    }
}
