package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.fhir.rest.RecognitionScene.order;
import static org.hulian.fhir.rest.RecognitionScene.part;
import static org.hulian.fhir.rest.RecognitionScene.verdicts;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.hulian.fhir.testing.TestHub;
import org.junit.jupiter.api.Test;

/** How many results of a test recognition looks at. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class RecognizeDepthTest {
    private final RecognitionScene scene = new RecognitionScene();

    @Test
    void looksFurtherThanTheNewestThreeWhereThoseAreFreshAndAtThirtyAtMost() {
        String further = patientWith("110101199003078013", 3, "2026-11-19");
        String tooFar = patientWith("11010119900307803X", 30, "2026-11-19");
        String stale = patientWith("110101199003078056", 3, "2026-01-19");

        assertThat(judged(further)).hasSize(4).startsWith("RECOGNISE");
        assertThat(judged(tooFar)).hasSize(30).doesNotContain("RECOGNISE");
        assertThat(judged(stale)).hasSize(3).doesNotContain("RECOGNISE");
    }

    /** One final result, and after it so many that are not final and can therefore not be relied on. */
    private String patientWith(String national, int preliminary, String day) {
        String patient = scene.patient(national);
        scene.share(patient);
        scene.observe(patient, "14749-6", day + "T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        for (int minute = 0; minute < preliminary; minute++) {
            String at = "%sT21:%02d:00+08:00".formatted(day, minute);
            scene.observe(patient, "14749-6", at, "5.5", "mmol/L", "3.9", "6.1", "preliminary");
        }
        return patient;
    }

    private List<String> judged(String patient) {
        return verdicts(scene.physician.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"))).stream()
                .map(verdict -> part(verdict, "verdict").path("valueCode").asText())
                .toList();
    }
}
