package org.hulian.fhir.recognition.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hulian.fhir.recognition.Condition;
import org.hulian.fhir.recognition.Finding;
import org.hulian.fhir.recognition.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    private static final Instant ON = Instant.parse("2026-11-20T02:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void recognisesAResultInOtherUnitsWithinItsValidity() throws IOException {
        Verdict verdict = verdicts(order("14749-6"), glucose("o1", "2026-11-19T20:00:00+08:00", "final"))
                .getFirst();

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.RECOGNISE);
        assertThat(verdict.line().order()).isEqualTo("ServiceRequest/r1");
        assertThat(verdict.result().reference()).isEqualTo("Observation/o1");
        assertThat(text(verdict, Condition.COMPARABLE))
                .startsWith("Comparable: converted from mg/dL to mmol/L by molar mass");
    }

    @Test
    void saysWhatFailsInBothLanguages() throws IOException {
        Verdict verdict = verdicts(order("14749-6"), glucose("o1", "2026-01-18T08:00:00+08:00", "preliminary"))
                .getFirst();

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REFERENCE_ONLY);
        assertThat(verdict.failed().stream().map(finding -> finding.condition().code()))
                .containsExactly("fresh", "final");
        assertThat(verdict.failed())
                .allSatisfy(finding -> assertThat(finding.text().zh()).matches(".*\\p{IsHan}.*"));
    }

    @Test
    void opensAPanelOfAnInstitutionsOwnCode() throws IOException {
        String panel = """
                {"resourceType":"ServiceRequest","id":"r1","subject":{"reference":"Patient/p1"},"code":{"coding":[
                 {"system":"http://hulian.org/fhir/codes/city-second","code":"XT-K"}]}}""";

        List<Verdict> verdicts = verdicts(panel, glucose("o1", "2026-11-19T20:00:00+08:00", "final"));

        assertThat(verdicts).singleElement().satisfies(verdict -> {
            assertThat(verdict.line().code()).isEqualTo("14749-6");
            assertThat(verdict.kind()).isEqualTo(Verdict.Kind.RECOGNISE);
        });
    }

    @Test
    void doesNotTakeAnotherPatientsResult() throws IOException {
        String other = glucose("o1", "2026-11-19T20:00:00+08:00", "final").replace("Patient/p1", "Patient/p2");

        assertThat(verdicts(order("14749-6"), other).getFirst().kind()).isEqualTo(Verdict.Kind.NOT);
    }

    @Test
    void linksPatientsThatShareAnIdentifier() throws IOException {
        String identifier = "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"1\"}]";
        String results = """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1",%s}},
                 {"resource":{"resourceType":"Patient","id":"p2",%s}},
                 {"resource":%s}]}""".formatted(
                        identifier,
                        identifier,
                        glucose("o1", "2026-11-19T20:00:00+08:00", "final").replace("Patient/p1", "Patient/p2"));

        assertThat(verdicts(order("14749-6"), results).getFirst().kind()).isEqualTo(Verdict.Kind.RECOGNISE);
    }

    @Test
    void recognisesAnExaminationOnlyWhenItsImagesCanBeOpened() throws IOException {
        String report = """
                {"resourceType":"DiagnosticReport","id":"d1","status":"final","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"36643-5"}]},
                 "performer":[{"reference":"Organization/city-imaging"}],
                 "effectiveDateTime":"2026-11-19T20:00:00+08:00","imagingStudy":[{"reference":"ImagingStudy/s1"}]}""";
        String study = """
                {"resourceType":"ImagingStudy","id":"s1","status":"available","endpoint":[{"reference":"Endpoint/e"}]}""";

        Verdict closed = verdicts(order("36643-5"), report).getFirst();
        Verdict open =
                verdicts(order("36643-5"), "[" + report + "," + study + "]").getFirst();

        assertThat(closed.failed()).extracting(Finding::condition).containsExactly(Condition.OPENABLE);
        assertThat(open.kind()).isEqualTo(Verdict.Kind.RECOGNISE);
    }

    @Test
    void printsTheContractsFields() throws IOException {
        List<Verdict> verdicts = verdicts(order("14749-6"), glucose("o1", "2026-11-19T20:00:00+08:00", "final"));

        String json = VerdictReport.of(verdicts).toString();

        assertThat(json)
                .startsWith(
                        "{\"verdicts\":[{\"order\":\"ServiceRequest/r1\",\"result\":\"Observation/o1\","
                                + "\"verdict\":\"RECOGNISE\",\"conditions\":[{\"code\":\"item\",\"met\":true,\"text\":{\"en\":\"")
                .contains("\"zh\":\"");
    }

    private List<Verdict> verdicts(String order, String results) throws IOException {
        Path orderFile = Files.writeString(folder.resolve("order.json"), order);
        Path resultFile = Files.writeString(folder.resolve("results.json"), results);
        return new DryRun(Path.of("../src/demo/region")).verdicts(orderFile, resultFile, "riverside", ON);
    }

    private static String text(Verdict verdict, Condition condition) {
        return verdict.findings().stream()
                .filter(finding -> finding.condition() == condition)
                .findFirst()
                .orElseThrow()
                .text()
                .en();
    }

    private static String order(String loinc) {
        return """
                {"resourceType":"ServiceRequest","id":"r1","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]}}""".formatted(loinc);
    }

    private static String glucose(String id, String effective, String status) {
        return """
                {"resourceType":"Observation","id":"%s","status":"%s","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"2345-7"}]},
                 "performer":[{"reference":"Organization/city-first"}],"effectiveDateTime":"%s",
                 "valueQuantity":{"value":100,"unit":"mg/dL","code":"mg/dL"}}""".formatted(id, status, effective);
    }
}
