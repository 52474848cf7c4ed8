package org.hulian.fhir.recognition;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;

/** A hub with results of a hospital and a health centre that orders; what tests of decisions share. */
@QuarkusTestResource(TestHub.class)
public abstract class RecognitionHub {
    protected static final String GLUCOSE = "14749-6";

    protected final TestIssuer issuer = TestIssuer.shared();
    protected final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    protected final Calls first = hub.with(issuer.system("city-first"));
    protected final Calls riverside = hub.with(issuer.system("riverside"));
    protected final Calls physician = hub.with(issuer.member("physician-riverside", "physician", "riverside"));
    protected final Calls auditor = hub.with(issuer.person("auditor1", "auditor"));
    protected final Calls steward = hub.with(issuer.person("steward1", "steward"));

    /** A resident of the hospital whose laboratory results the health centre may see. */
    protected String resident(String number) {
        return resident(number, first);
    }

    /** The same of another institution. */
    protected String resident(String number, Calls sender) {
        String patient = id(sender.post("/fhir/Patient", """
                {"resourceType":"Patient","identifier":[{"system":"http://hulian.org/fhir/identifier/mrn/city-first",\
                "value":"%s"}],"name":[{"family":"测试","given":["丙"]}],"gender":"female","birthDate":"1988-05-01"}""".formatted(number)));
        shareWithRiverside(patient);
        return patient;
    }

    /** The resident opens everything ordinary to the health centre. */
    protected void shareWithRiverside(String patient) {
        id(hub.with(issuer.resident(patient)).put("/fhir/Consent/c-" + patient, """
            {"resourceType":"Consent","id":"c-%1$s","status":"active",\
            "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
            "patient":{"reference":"Patient/%1$s"},"dateTime":"2026-01-01",\
            "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
            "provision":{"type":"permit","period":{"start":"2026-01-01","end":"2036-01-01"},"actor":[{"role":{"coding":[{\
            "system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
            "reference":{"reference":"Organization/riverside"}}]}}""".formatted(patient)));
    }

    /** A final result of the hospital in mmol/L; its id. */
    protected String result(String patient, String loinc, String at, String value) {
        return id(first.post("/fhir/Observation", observation(patient, loinc, at, value, "final")));
    }

    protected static String observation(String patient, String loinc, String at, String value, String status) {
        return """
                {"resourceType":"Observation","status":"%s","category":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"subject":{"reference":"Patient/%s"},\
                "effectiveDateTime":"%s","valueQuantity":{"value":%s,"system":"http://unitsofmeasure.org",\
                "unit":"mmol/L","code":"mmol/L"}}""".formatted(status, loinc, patient, at, value);
    }

    /** An active order of the health centre; its id. */
    protected String order(String patient, String loinc) {
        return id(riverside.post("/fhir/ServiceRequest", orderBody(patient, loinc, "2026-11-20T10:00:00+08:00")));
    }

    protected static String orderBody(String patient, String loinc, String at) {
        return """
                {"resourceType":"ServiceRequest","status":"active","intent":"order","authoredOn":"%s",\
                "category":[{"coding":[{"system":"http://snomed.info/sct","code":"108252007"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"subject":{"reference":"Patient/%s"},\
                "requester":{"reference":"Practitioner/riverside-doctor"}}""".formatted(at, loinc, patient);
    }

    protected static String recognise(String... results) {
        StringBuilder parameters = new StringBuilder("{\"name\":\"decision\",\"valueCode\":\"recognise\"}");
        for (String result : results) {
            parameters.append(
                    ",{\"name\":\"result\",\"valueReference\":{\"reference\":\"Observation/%s\"}}".formatted(result));
        }
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}";
    }

    /** With further parameters, each beginning with a comma. */
    protected static String repeat(String reason, String more) {
        return """
                {"resourceType":"Parameters","parameter":[{"name":"decision","valueCode":"repeat"},\
                {"name":"reason","valueCoding":{"system":"http://hulian.org/fhir/CodeSystem/repeat-reason","code":"%s"}},\
                {"name":"patient-informed","valueDateTime":"2026-11-20T10:05:00+08:00"}%s]}""".formatted(reason, more);
    }

    protected static String id(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("id").asText();
    }

    protected static JsonNode part(JsonNode parameters, String name) {
        return parts(parameters, name).getFirst();
    }

    protected static List<JsonNode> parts(JsonNode parameters, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().equals(name)) {
                found.add(parameter);
            }
        }
        return found;
    }

    /** What became of an order. */
    protected Answer decide(String order, String parameters) {
        return physician.post("/fhir/ServiceRequest/" + order + "/$recognize-decision", parameters);
    }
}
