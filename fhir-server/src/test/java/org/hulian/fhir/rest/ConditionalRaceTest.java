package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** Conditional requests that ask the same at the same time, <a href="https://hl7.org/fhir/R4/http.html#ccreate">ccreate</a>. */
@QuarkusTest
class ConditionalRaceTest extends HubTest {
    private static final int WRITERS = 24;

    private final String unique = UUID.randomUUID().toString();
    private final String criteria = "identifier=http://hulian.org/fhir/identifier/mrn/city-second%7C" + unique;

    @Test
    void createsOnceHoweverManyAskAtOnce() throws Exception {
        List<Answer> answers =
                together(i -> hospital.post("/fhir/Patient", PATIENT.formatted(unique), "If-None-Exist", criteria));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(hospital.get("/fhir/Patient?_summary=count&" + criteria)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void updatesOneResourceHoweverManyBringItAtOnce() throws Exception {
        List<Answer> answers = together(i -> hospital.put(
                "/fhir/Patient?" + criteria,
                PATIENT.formatted(unique).replace("1990-02-28", "1990-02-" + (10 + i % 18))));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("id").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void createsOnceAmongTransactionsToo() throws Exception {
        String entry = """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
                  "request":{"method":"POST","url":"Patient","ifNoneExist":"%s"}},
                 {"resource":{"resourceType":"Basic","code":{"text":"x"}},"request":{"method":"POST","url":"Basic"}}]}""".formatted(PATIENT.formatted(unique), criteria);

        List<Answer> answers = together(i -> hospital.post("/fhir", entry));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .filter(answer -> answer.json()
                                .at("/entry/0/response/status")
                                .asText()
                                .equals("201")))
                .hasSize(1);
    }

    @Test
    void losesNoPatchThatMeetsAnother() throws Exception {
        String id = patient(unique);

        List<Answer> answers = together(i -> i < 4
                ? hospital.send(
                        "PATCH",
                        "/fhir/Patient/" + id,
                        ("[{\"op\":\"add\",\"path\":\"/name/0/given/-\",\"value\":\"n" + i + "\"}]")
                                .getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json-patch+json")
                : hospital.get("/fhir/Patient/" + id));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(hospital.get("/fhir/Patient/" + id).json().at("/name/0/given"))
                .hasSize(5);
    }

    @Test
    void recordsAMatchThatWasWithheld() {
        Calls other = hub.with(issuer.system("city-first"));
        String hidden = other.post("/fhir/Patient", PATIENT.formatted(unique).replace("city-second", "city-first"))
                .json()
                .path("id")
                .asText();
        String asked = criteria.replace("city-second", "city-first");

        Answer created = hospital.post(
                "/fhir/Patient", PATIENT.formatted(unique), "If-None-Exist", asked, "X-Request-Id", "hidden-" + unique);

        assertThat(created.status()).isEqualTo(201);
        Answer log = auditor.get("/fhir/AuditEvent?entity=Patient/" + hidden + "&_count=50");
        assertThat(log.status()).as(log.body()).isEqualTo(200);
        assertThat(log.body()).contains("hidden-match");
    }

    private interface Numbered {
        Answer call(int number);
    }

    private static List<Answer> together(Numbered request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                calls.add(() -> request.call(number));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
