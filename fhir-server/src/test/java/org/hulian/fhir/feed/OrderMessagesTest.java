package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** Orders over the feed: written, judged, answered in the response and kept, through the whole hub. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class OrderMessagesTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final TestIssuer issuer = TestIssuer.shared();
    private final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    private final Calls first = hub.with(issuer.system("city-first"));
    private final Calls second = hub.with(issuer.system("city-second"));

    @Test
    void answersAnOrderInTheSendersCodeAndCharacterSet() throws IOException {
        String id = "530102196504123012";
        try (MllpClient client = new MllpClient(TestHub.mllpPort())) {
            client.send(result("OR-1", "F-OR1", id), StandardCharsets.UTF_8);
            share(patient(first, "city-first", "F-OR1"), "city-second");

            String answer = client.send(order("OR-2", "S-OR1", id), GB18030);
            String again = client.send(order("OR-2", "S-OR1", id), GB18030);

            assertThat(answer)
                    .contains("|ORR^O02^ORR_O02|")
                    .contains("MSA|AA|OR-2")
                    .contains("NTE|1|L|P-OR-2~RECOGNISE~")
                    .contains("100 mg/dL 2026-11-19 city-first: 可互认")
                    .contains("may be relied on")
                    .contains("ORC|OK|P-OR-2")
                    .contains("ORC|OK|P-CANCEL")
                    .doesNotContain("P-CANCEL~");
            assertThat(again).contains("NTE|1|L|P-OR-2~RECOGNISE~");
        }

        String patient = patient(second, "city-second", "S-OR1");
        JsonNode kept =
                second.get("/fhir/GuidanceResponse?patient=Patient/" + patient).json();
        JsonNode orders = second.get("/fhir/ServiceRequest?patient=Patient/" + patient + "&status=active")
                .json();

        assertThat(kept.path("entry")).hasSize(1);
        assertThat(orders.path("entry")).hasSize(1);
        assertThat(kept.at("/entry/0/resource/reasonReference/0/reference").asText())
                .isEqualTo("ServiceRequest/" + orders.at("/entry/0/resource/id").asText());
        assertThat(kept.at("/entry/0/resource/contained/0").toString()).contains("RECOGNISE", "text-zh");
    }

    @Test
    void answersALaboratoryOrderWithALineForEachTestOfItsPanel() throws IOException {
        try (MllpClient client = new MllpClient(TestHub.mllpPort())) {
            String answer = client.send(laboratory("OL-1", "F-OL1", "53010219720815402X"), StandardCharsets.UTF_8);

            assertThat(answer)
                    .contains("|ORL^O22^ORL_O22|", "MSA|AA|OL-1", "NTE|4|L|P-OL-1~NOTHING~", "无既往结果", "ORC|OK|P-OL-1")
                    .doesNotContain("NTE|5");
        }
    }

    private static String result(String controlId, String mrn, String national) {
        return String.join(
                "\r",
                "MSH|^~\\&|LIS|CITY-FIRST|HULIAN|REGION|20261119210000||ORU^R01^ORU_R01|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "PID|1||" + mrn + "^^^CITY-FIRST^MR~" + national + "^^^NI^NI||赵^敏||19650412|M",
                "OBR|1|P-" + controlId + "|F-" + controlId
                        + "|P-GLU^空腹血糖|||20261119200000|||||||||||||||20261119203000||CH|F",
                "OBX|1|NM|GLU^葡萄糖||100|mg/dL|70-110|N|||F|||20261119200000",
                "");
    }

    private static String order(String controlId, String mrn, String national) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|CITY-SECOND|HULIAN|REGION|20261120100000||ORM^O01|" + controlId + "|P|2.4||||||GB18030",
                "PID|1||" + mrn + "^^^CITY-SECOND^MR~" + national + "^^^NI^NI||赵^敏||19650412|M",
                "PV1|1|O|内科",
                "ORC|NW|P-" + controlId + "|||||||20261120100000|||D01^李^医生",
                "OBR|1|P-" + controlId + "||GLU-K^葡萄糖||||||||||||D01^李^医生",
                "ORC|CA|P-CANCEL",
                "OBR|2|P-CANCEL||XCG-K^血常规",
                "");
    }

    private static String laboratory(String controlId, String mrn, String national) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|CITY-FIRST|HULIAN|REGION|20261120100000||OML^O21^OML_O21|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "PID|1||" + mrn + "^^^CITY-FIRST^MR~" + national + "^^^NI^NI||钱^芳||19720815|F",
                "ORC|NW|P-" + controlId + "|||||||20261120100000",
                "OBR|1|P-" + controlId + "||P-LIPID^血脂四项",
                "");
    }

    private String patient(Calls sender, String institution, String mrn) {
        String search = "/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/" + institution + "%7C" + mrn;
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            String id = sender.get(search).json().at("/entry/0/resource/id").asText();
            if (!id.isEmpty()) {
                return id;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no record of " + mrn);
    }

    private void share(String patient, String institution) {
        Answer created = hub.with(issuer.resident(patient)).post("/fhir/Consent", """
                {"resourceType":"Consent","status":"active",\
                "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
                "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
                "patient":{"reference":"Patient/%s"},"dateTime":"2026-01-01",\
                "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
                "provision":{"type":"permit","actor":[{"role":{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
                "reference":{"reference":"Organization/%s"}}]}}""".formatted(patient, institution));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }
}
