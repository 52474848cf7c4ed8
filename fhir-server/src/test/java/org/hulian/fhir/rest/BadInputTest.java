package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies and addresses that are wrong; the numbers are those of the attack table. */
@QuarkusTest
class BadInputTest extends HubTest {
    @ParameterizedTest(name = "{0}: {1} {2} is {3} {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    40|POST|Patient|400|structure|{"resourceType":"Patient",
                    40|POST|Patient|400|structure|[]
                    41|POST|Patient|400|structure|{"resourceType":"Patient","gender":"male","gender":"female"}
                    43|POST|Observation|400|value|{"resourceType":"Observation","valueInteger":1e999999999}
                    46|POST|Patient|400|invalid|{"resourceType":"Patient","name":[{"family":"\\ud800"}]}
                    46|POST|Patient|400|invalid|{"resourceType":"Patient","name":[{"family":"\\u0000"}]}
                    48|POST|Observation|400|invalid|{"resourceType":"Patient"}
                    48|PUT|Patient/a|400|invalid|{"resourceType":"Patient","id":"b"}
                    48|PUT|Patient/a|400|invalid|{"resourceType":"Patient"}
                    49|POST|Patient|422|structure|{"resourceType":"Patient","colour":"red"}
                    49|POST|Patient|422|structure|{"resourceType":"Patient","name":"x"}
                    49|POST|Unicorn|404|not-supported|{"resourceType":"Unicorn"}
                    50|POST|Patient|422|value|{"resourceType":"Patient","birthDate":"2026-02-30"}
                    50|POST|Patient|422|value|{"resourceType":"Patient","gender":"blue"}
                    38|PUT|AuditEvent/a|405|not-supported|{"resourceType":"AuditEvent","id":"a"}
                    """)
    void refusesBodies(String row, String method, String path, int status, String issue, String body) {
        Answer answer = hospital.send(method, "/fhir/" + path, body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issue()).isEqualTo(issue);
        assertThat(answer.json().at("/issue/0/details/text").asText()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} {2} is {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    1|GET|/fhir/Unicorn/1|404|not-supported
                    2|GET|/fhir/Patient/no_such|404|not-found
                    3|GET|/fhir/Patient/nobody|404|not-found
                    4|GET|/fhir/Patient/nobody/_history|404|not-found
                    5|GET|/fhir/Patient/nobody/_history/1|404|not-found
                    6|GET|/fhir/Patient/nobody/_history/x|404|not-found
                    60|GET|/fhir/Patient?colour=red|400|not-supported
                    7|GET|/fhir/Patient?name:fuzzy=x|400|not-supported
                    62|GET|/fhir/Patient?_count=-1|400|value
                    62|GET|/fhir/Patient?_count=abc|400|value
                    8|GET|/fhir/Patient?birthdate=yesterday|400|value
                    9|GET|/fhir/Patient?_summary=some|400|not-supported
                    11|GET|/fhir/Patient?name=%ff|400|invalid
                    12|GET|/fhir?_page=forged|400|invalid
                    13|GET|/fhir/Patient?_page=forged|400|invalid
                    47|GET|/fhir/Patient/nobody?_format=pdf|406|not-supported
                    89|PATCH|/fhir/Patient/nobody|415|not-supported
                    89|TRACE|/fhir/Patient/nobody|405|not-supported
                    15|POST|/fhir/Patient/nobody|405|not-supported
                    90|GET|/fhir//Patient/nobody|404|not-found
                    90|GET|/fhir/../q/health|404|not-found
                    90|GET|/fhir/%2e%2e/q/health|404|not-found
                    90|GET|/fhir/Patient/nobody;jsessionid=1|404|not-found
                    16|GET|/nothing/here|404|not-found
                    17|GET|/fhir/Patient/a/b/c/d|404|not-found
                    """)
    void refusesAddresses(String row, String method, String path, int status, String issue) {
        Answer answer = hospital.send(method, path, null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issue()).isEqualTo(issue);
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void attack42RefusesDeepNestingAtOnce() {
        String deep = "{\"resourceType\":\"Patient\",\"extension\":" + "[{\"extension\":".repeat(5_000) + "[]"
                + "}]".repeat(5_000) + "}";

        Answer answer = hospital.post("/fhir/Patient", deep);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issue()).isEqualTo("too-costly");
    }

    @Test
    void attack44RefusesLargeBodies() {
        byte[] large = new byte[6 << 20];
        Arrays.fill(large, (byte) ' ');

        Answer answer = hospital.send("POST", "/fhir/Patient", large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.issue()).isEqualTo("too-long");
        assertThat(hospital.get("/fhir/Patient/nobody").status()).isEqualTo(404);
    }

    @Test
    void attack46RefusesInvalidUtf8() {
        byte[] body = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"?\"}]}".getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;

        Answer answer = hospital.send("POST", "/fhir/Patient", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issue()).isIn("invalid", "structure");
    }

    @Test
    void attack47RefusesOtherMediaTypes() {
        assertThat(hospital.post("/fhir/Patient", "a,b", "Content-Type", "text/csv")
                        .status())
                .isEqualTo(415);
        assertThat(hospital.get("/fhir/Patient/nobody", "Accept", "application/pdf")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void attack55RefusesDocumentTypesInXml() {
        String xml = "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"http://127.0.0.1:9/\">]>"
                + "<Patient xmlns=\"http://hl7.org/fhir\"><language value=\"&x;\"/></Patient>";

        Answer answer = hospital.post("/fhir/Patient", xml, "Content-Type", "application/fhir+xml");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issue()).isEqualTo("security");
    }

    @Test
    void attack60IgnoresUnknownParametersOnlyWhenAskedTo() {
        Answer lenient = hospital.get("/fhir/Patient?colour=red&_id=nobody", "Prefer", "handling=lenient");

        assertThat(lenient.status()).isEqualTo(200);
        assertThat(lenient.link("self")).isEqualTo("/fhir/Patient?_id=nobody");
        assertThat(lenient.body()).contains("\"mode\":\"outcome\"");
    }

    @Test
    void attack61TakesSqlCharactersLiterally() {
        for (String value : List.of("%25", "_", "%5C", "'%3B--", "%F0%9F%92%A3")) {
            Answer answer = hospital.get("/fhir/Patient?family=" + value);

            assertThat(answer.status()).as(value).isEqualTo(200);
            assertThat(answer.ids()).as(value).isEmpty();
        }
    }

    @Test
    void attack88IgnoresForwardedHosts() {
        Answer answer = hospital.get(
                "/fhir/Patient?_id=nobody", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https");

        assertThat(answer.body()).doesNotContain("evil.example");
    }

    @Test
    void attack89RefusesMethodOverride() {
        String id = patient("override");

        Answer answer = hospital.get("/fhir/Patient/" + id, "X-HTTP-Method-Override", "DELETE");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(hospital.get("/fhir/Patient/" + id).status()).isEqualTo(200);
    }

    @Test
    void attack87GivesForeignOriginsNothing() {
        Answer answer = hub.get("/fhir/metadata", "Origin", "null");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersInTheLanguageOfTheCaller() {
        Answer chinese = hospital.get("/fhir/Patient/nobody", "Accept-Language", "zh-CN,en;q=0.5");

        assertThat(chinese.json().at("/issue/0/details/text").asText()).contains("不存在");
    }

    @Test
    void answersFailuresInXmlToo() {
        Answer xml = hospital.get("/fhir/Patient/nobody", "Accept", "application/fhir+xml");

        assertThat(xml.status()).isEqualTo(404);
        assertThat(xml.body()).startsWith("<OperationOutcome");
    }
}
