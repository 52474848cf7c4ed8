package org.hulian.fhir.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** Figures of history, of repetitions and their prices, and who is told them. */
@QuarkusTest
class FiguresTest extends FiguresHub {
    @Test
    void countsHistoryByWhatWasThereWhenTheOrderWasMadeThoughItArrivesLater() {
        String patient = resident("F-history");
        orderAt(patient, GLUCOSE, "2026-08-02T12:00:00+08:00", "completed");
        result(patient, GLUCOSE, "2026-08-02T08:00:00+08:00", "5.2");
        result(patient, GLUCOSE, "2026-08-02T13:00:00+08:00", "5.3");
        String august = "periodStart=2026-08-01&periodEnd=2026-08-31";

        assertThat(report(august).at("/extension/0/valueInteger").asLong()).isPositive();
        Eventually.equal(() -> 1L, () -> population(report(august).at("/group/0"), "unexplained"));

        assertThat(population(report(august).at("/group/0"), "offered")).isEqualTo(1);
    }

    /** The hub looks every half second; the rest is for a busy machine. */
    @Test
    void countsAnOrderOfNowWithinSeconds() {
        Instant now = Instant.now();
        String today =
                "periodStart=%1$s&periodEnd=%1$s".formatted(LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai")));
        Eventually.equal(
                () -> 0L, () -> report(today).at("/extension/0/valueInteger").asLong());
        long before = population(report(today).at("/group/0"), "ordered");

        orderAt(resident("F-now"), GLUCOSE, now.toString(), "active");

        Eventually.met(
                Duration.ofSeconds(5),
                () -> population(report(today).at("/group/0"), "ordered"),
                ordered -> ordered == before + 1);
    }

    @Test
    void countsTestsThatAreDoneAgainSoonAfterARecognition() {
        String patient = resident("F-again");
        String result = result(patient, GLUCOSE, "2026-06-02T08:00:00+08:00", "5.2");
        String recognised = orderAt(patient, GLUCOSE, "2026-06-02T12:00:00+08:00", "active");
        assertThat(decide(recognised, recognise(result)).status()).isEqualTo(200);
        orderAt(patient, GLUCOSE, "2026-06-05T12:00:00+08:00", "active");
        String june = "periodStart=2026-06-01&periodEnd=2026-06-30";

        Eventually.equal(
                () -> List.of(1L, 0L, 1L),
                () -> List.of(
                        population(report(june).at("/group/0"), "repeated-after-recognition"),
                        population(report(june + "&repeat-days=2").at("/group/0"), "repeated-after-recognition"),
                        population(report(june).at("/group/0"), "recognised")));
        JsonNode report = report(june + "&item=" + item(recognised));

        assertThat(report.at("/group/2/measureScore/value").decimalValue()).isEqualByComparingTo("5");
        assertThat(report.at("/group/2/measureScore/code").asText()).isEqualTo("CNY");
        assertThat(report.at("/group/0/measureScore/value").isNumber()).isTrue();
    }

    @Test
    void countsTestsDoneAgainUnderAnotherRecordOfTheSameResident() {
        String elsewhere = patientOf(first, "F-person-1");
        String here = patientOf(riverside, "F-person-2");
        shareWithRiverside(elsewhere);
        String result = result(elsewhere, GLUCOSE, "2026-09-02T08:00:00+08:00", "5.2");
        String recognised = orderAt(here, GLUCOSE, "2026-09-02T12:00:00+08:00", "active");
        assertThat(decide(recognised, recognise(result)).status()).isEqualTo(200);
        id(first.post("/fhir/ServiceRequest", orderBody(elsewhere, GLUCOSE, "2026-09-04T12:00:00+08:00")));

        Eventually.equal(
                () -> 1L,
                () -> population(
                        report("periodStart=2026-09-01&periodEnd=2026-09-30").at("/group/0"),
                        "repeated-after-recognition"));
    }

    private String patientOf(Calls sender, String number) {
        return id(sender.post("/fhir/Patient", """
                {"resourceType":"Patient","identifier":[{"system":"http://hulian.org/fhir/identifier/mrn/x","value":"%s"},\
                {"system":"http://hulian.org/fhir/identifier/national-id","value":"110101199003070337"}],\
                "name":[{"family":"测试","given":["丁"]}],"gender":"male","birthDate":"1990-03-07"}""".formatted(number)));
    }

    @Test
    void tellsFiguresToThoseWhoMaySeeThemAndNothingAboutPatients() {
        String patient = resident("F-access");
        result(patient, GLUCOSE, "2026-07-02T08:00:00+08:00", "5.2");
        orderAt(patient, GLUCOSE, "2026-07-02T12:00:00+08:00", "active");
        String july = "/fhir/Measure/$evaluate-measure?periodStart=2026-07-01&periodEnd=2026-07-31";
        Eventually.equal(
                () -> 1L,
                () -> population(report(july.substring(july.indexOf('?') + 1)).at("/group/0"), "unexplained"));
        Calls operator = hub.with(issuer.person("operator1", "operator"));
        Calls second = hub.with(issuer.member("physician-second", "physician", "city-second"));

        assertThat(auditor.get(july).body()).contains("MeasureReport").doesNotContain("Patient/", patient);
        assertThat(operator.get(july).status()).isEqualTo(200);
        assertThat(population(
                        steward.get(july + "&subject=Organization/riverside")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isEqualTo(1);
        assertThat(population(
                        steward.get(july + "&subject=Organization/city-first")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isZero();
        assertThat(population(
                        steward.get(july + "&practitioner=Practitioner/riverside-doctor")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isEqualTo(1);
        assertThat(population(physician.get(july).json().at("/group/0"), "ordered"))
                .isEqualTo(1);
        assertThat(population(second.get(july).json().at("/group/0"), "ordered"))
                .isZero();
        assertThat(second.get(july + "&subject=Organization/riverside").status())
                .isEqualTo(403);
        assertThat(hub.with(issuer.resident(patient)).get(july).status()).isEqualTo(403);
        assertThat(hub.get(july).status()).isEqualTo(401);
    }

    @Test
    void refusesWhatItCannotReport() {
        String base = "/fhir/Measure/recognition/$evaluate-measure";

        assertThat(steward.get(base).body()).contains("periodStart", "periodEnd");
        assertThat(steward.get(base + "?periodStart=2026-02-01&periodEnd=2026-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(steward.get(base + "?periodStart=2026-01-01&periodEnd=2026-02-01&subject=Patient/1")
                        .body())
                .contains("never about a patient");
        assertThat(steward.get(base + "?periodStart=2026-01-01&periodEnd=2026-02-01&reportType=subject-list")
                        .status())
                .isEqualTo(400);
        assertThat(steward.get("/fhir/Measure/other/$evaluate-measure?periodStart=2026-01-01&periodEnd=2026-02-01")
                        .status())
                .isEqualTo(404);
        Answer posted = steward.post(base, """
                {"resourceType":"Parameters","parameter":[{"name":"periodStart","valueDate":"2025-01-01"},\
                {"name":"periodEnd","valueDate":"2025-02-01"},{"name":"subject","valueReference":{"reference":"Organization/riverside"}}]}""");
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(steward.get("/fhir/Measure/recognition").json().path("url").asText())
                .isEqualTo("http://hulian.org/fhir/Measure/recognition");
    }

    private String item(String order) {
        return riverside
                .get("/fhir/Task?focus=ServiceRequest/" + order)
                .json()
                .at("/entry/0/resource/input/0/valueCodeableConcept/coding/0/code")
                .asText();
    }
}
