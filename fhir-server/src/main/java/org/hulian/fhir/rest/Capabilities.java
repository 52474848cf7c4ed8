package org.hulian.fhir.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.terminology.operation.Operation;

/** The CapabilityStatement, made from the same definitions that serve the requests. */
public final class Capabilities {
    private static final String HL7 = "http://hl7.org/fhir/OperationDefinition/";
    private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";
    private static final String OWN = "http://hulian.org/fhir/OperationDefinition/";
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";
    private static final Map<String, List<String>> OPERATIONS = Map.ofEntries(
            Map.entry(
                    "ServiceRequest",
                    List.of(OWN + "ServiceRequest-recognize", OWN + "ServiceRequest-recognize-decision")),
            Map.entry("RequestGroup", List.of(OWN + "ServiceRequest-recognize")),
            Map.entry(
                    "ConceptMap",
                    List.of(
                            OWN + "ConceptMap-work",
                            OWN + "ConceptMap-propose",
                            OWN + "ConceptMap-review",
                            OWN + "ConceptMap-retire",
                            OWN + "ConceptMap-coverage")),
            Map.entry("DiagnosticReport", List.of(OWN + "DiagnosticReport-relied-on")),
            Map.entry("Measure", List.of(HL7 + "Measure-evaluate-measure")),
            Map.entry("Patient", List.of(HL7 + "Patient-everything", BULK + "patient-export")),
            Map.entry("Group", List.of(BULK + "group-export")),
            Map.entry("Encounter", List.of(HL7 + "Encounter-everything")),
            Map.entry(
                    "Observation",
                    List.of(HL7 + "Observation-lastn", HL7 + "Observation-stats", OWN + "Observation-relied-on")),
            Map.entry("Composition", List.of(HL7 + "Composition-document")),
            Map.entry(
                    "Subscription",
                    List.of(BACKPORT + "status", BACKPORT + "events", BACKPORT + "get-ws-binding-token")));
    private static final List<String> ON_EVERY_TYPE = List.of(
            HL7 + "Resource-validate",
            HL7 + "Resource-graphql",
            HL7 + "Resource-meta",
            HL7 + "Resource-meta-add",
            HL7 + "Resource-meta-delete");
    private static final List<String> ON_THE_SERVER = List.of(
            BULK + "export",
            OWN + "import",
            HL7 + "MessageHeader-process-message",
            HL7 + "Resource-graphql",
            OWN + "transform",
            OWN + "reindex",
            OWN + "reindex-status");

    private final SearchParameters parameters;
    private final String base;
    private final String issuer;
    private final String version;
    private final Instant date;
    private volatile byte[] json = new byte[0];
    private volatile int revision;

    /**
     * For a server.
     *
     * @param version of the software
     * @param date    when it was started: from then on this holds
     */
    public Capabilities(SearchParameters parameters, String base, String issuer, String version, Instant date) {
        this.parameters = parameters;
        this.base = base;
        this.issuer = issuer;
        this.version = version;
        this.date = date;
    }

    /** As JSON; made when first asked for, and again when search parameters were defined. */
    byte[] json() {
        int now = parameters.revision();
        if (json.length == 0 || now != revision) {
            revision = now;
            json = make().getBytes(StandardCharsets.UTF_8);
        }
        return json.clone();
    }

    private String make() {
        String resources = ResourceTypes.r4().all().stream()
                .sorted(Comparator.comparing(ResourceType::name))
                .map(this::resource)
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
                "resource":[%s],\
                "interaction":[{"code":"transaction"},{"code":"batch"},{"code":"history-system"},\
                {"code":"search-system"}],"compartment":[%s],\
                "operation":[%s]}]}""".formatted(
                date, version, base, issuer, issuer, resources, Joining.compartments(), operations(ON_THE_SERVER));
    }

    private String resource(ResourceType type) {
        boolean log = type.store() == Store.AUDIT;
        List<String> interactions = log
                ? List.of("read", "vread", "history-instance", "search-type")
                : List.of(
                        "read",
                        "vread",
                        "update",
                        "patch",
                        "delete",
                        "history-instance",
                        "history-type",
                        "create",
                        "search-type");
        String codes =
                interactions.stream().map(code -> "{\"code\":\"" + code + "\"}").collect(Collectors.joining(","));
        String searched = Served.parameters(type, parameters).stream()
                .map(Capabilities::parameter)
                .collect(Collectors.joining(","));
        return "{\"type\":\"%s\",\"interaction\":[%s],\"versioning\":\"%s\",\"readHistory\":true,\"updateCreate\":%s,"
                        .formatted(type.name(), codes, log ? "versioned" : "versioned-update", !log)
                + "\"conditionalCreate\":" + !log
                + ",\"conditionalRead\":\"full-support\",\"conditionalUpdate\":" + !log
                + ",\"conditionalDelete\":\"" + (log ? "not-supported" : "multiple") + "\"," + Joining.of(type)
                + "\"searchParam\":[" + searched + "]" + operations(type)
                + "}";
    }

    private static String operations(ResourceType type) {
        List<String> offered = new ArrayList<>(OPERATIONS.getOrDefault(type.name(), List.of()));
        if (type.store() != Store.AUDIT) {
            offered.addAll(ON_EVERY_TYPE);
        }
        Arrays.stream(Operation.values())
                .filter(one -> one.type().equals(type.name()))
                .map(one -> HL7 + type.name() + "-" + one.call().substring(1))
                .forEach(offered::add);
        return offered.isEmpty() ? "" : ",\"operation\":[" + operations(offered) + "]";
    }

    private static String operations(List<String> definitions) {
        return definitions.stream()
                .map(definition -> "{\"name\":\"%s\",\"definition\":\"%s\"}".formatted(nameOf(definition), definition))
                .collect(Collectors.joining(","));
    }

    /** What stands after the dollar sign: the definition's id without its type. */
    private static String nameOf(String definition) {
        String id = definition.substring(definition.lastIndexOf('/') + 1);
        return id.endsWith("export") ? "export" : id.replaceFirst("^(backport-subscription|[A-Z][A-Za-z]+)-", "");
    }

    private static String parameter(SearchParameter parameter) {
        return "{\"name\":\"%s\",\"type\":\"%s\"}"
                .formatted(parameter.name(), parameter.kind().name().toLowerCase(Locale.ROOT));
    }
}
