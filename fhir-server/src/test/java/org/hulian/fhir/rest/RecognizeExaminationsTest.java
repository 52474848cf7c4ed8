package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.fhir.rest.RecognitionScene.failed;
import static org.hulian.fhir.rest.RecognitionScene.kinds;
import static org.hulian.fhir.rest.RecognitionScene.order;
import static org.hulian.fhir.rest.RecognitionScene.part;
import static org.hulian.fhir.rest.RecognitionScene.verdicts;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.TestHub;
import org.junit.jupiter.api.Test;

/** Orders of examinations, whose results must be there to be opened. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class RecognizeExaminationsTest {
    private static final String RECOGNIZE = "/fhir/ServiceRequest/$recognize";

    private final RecognitionScene scene = new RecognitionScene();

    @Test
    void offersAnExaminationOnlyWhereItsImagesCanBeOpened() {
        String patient = scene.patient("110101198503070139");
        scene.share(patient);
        String alone = report(patient, "2026-11-18T09:00:00+08:00", "");

        Answer conclusion = scene.physician.post(RECOGNIZE, examination(patient));
        document(patient, alone, "application/pdf");
        Answer page = scene.physician.post(RECOGNIZE, examination(patient));
        String document = document(patient, alone, "application/dicom");
        Answer pictures = scene.physician.post(RECOGNIZE, examination(patient));

        assertThat(kinds(conclusion)).isEqualTo("REFERENCE_ONLY");
        assertThat(failed(verdicts(conclusion).getFirst())).containsExactly("openable");
        assertThat(failed(verdicts(page).getFirst())).containsExactly("openable");
        assertThat(kinds(pictures)).isEqualTo("RECOGNISE");
        assertThat(part(verdicts(pictures).getFirst(), "open")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("DocumentReference/" + document);
    }

    @Test
    void namesTheStudyAnExaminationCanBeOpenedBy() {
        String patient = scene.patient("110101198503070155");
        scene.share(patient);
        String closed = study(patient, "");
        String open = study(patient, "\"endpoint\":[{\"reference\":\"Endpoint/pacs\"}],");
        report(
                patient,
                "2026-11-19T09:00:00+08:00",
                "\"imagingStudy\":[{\"reference\":\"ImagingStudy/" + closed + "\"}],");
        report(
                patient,
                "2026-11-18T09:00:00+08:00",
                "\"imagingStudy\":[{\"reference\":\"ImagingStudy/" + open + "\"}],");

        Answer answer = scene.physician.post(RECOGNIZE, examination(patient));

        assertThat(kinds(answer)).isEqualTo("RECOGNISE REFERENCE_ONLY");
        assertThat(part(verdicts(answer).getFirst(), "open")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("ImagingStudy/" + open);
        assertThat(failed(verdicts(answer).get(1))).containsExactly("openable");
    }

    private String report(String patient, String at, String more) {
        Answer created = scene.imaging.post("/fhir/DiagnosticReport", """
                {"resourceType":"DiagnosticReport","status":"final","category":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"RAD"}]}],%s\
                "code":{"coding":[{"system":"http://hulian.org/fhir/CodeSystem/examination","code":"ct-chest"}]},\
                "subject":{"reference":"Patient/%s"},"effectiveDateTime":"%s","conclusion":"No nodule."}""".formatted(more, patient, at));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    private String study(String patient, String more) {
        Answer created = scene.imaging.post("/fhir/ImagingStudy", """
                {"resourceType":"ImagingStudy","status":"available",%s"subject":{"reference":"Patient/%s"}}""".formatted(more, patient));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    private String document(String patient, String report, String type) {
        Answer created = scene.imaging.post("/fhir/DocumentReference", """
                {"resourceType":"DocumentReference","status":"current","subject":{"reference":"Patient/%s"},\
                "content":[{"attachment":{"contentType":"%s","url":"https://pacs.example.org/1"}}],\
                "context":{"related":[{"reference":"DiagnosticReport/%s"}]}}""".formatted(patient, type, report));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    private static String examination(String patient) {
        return order(patient, "ct-chest").replace("http://loinc.org", "http://hulian.org/fhir/CodeSystem/examination");
    }
}
