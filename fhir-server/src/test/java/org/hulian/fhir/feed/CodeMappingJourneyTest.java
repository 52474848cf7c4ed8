package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.junit.jupiter.api.Test;

/** From a code nobody knows to a result every institution understands, through the whole hub. */
@QuarkusTest
class CodeMappingJourneyTest extends MappingHub {
    private final Calls operator = hub.with(issuer.person("operator1", "operator"));

    @Test
    void anUnknownCodeIsProposedReviewedByAnotherAndWaitingMessagesCarryLoinc() {
        send("C1", "M100", "GLU-X1", "葡萄糖", "5.60");
        send("C2", "M100", "GLU-X1", "葡萄糖", "6.10");
        send("C3", "M100", "GLU-X1", "葡萄糖", "4.90");
        JsonNode before = observation("M100", "C1");
        assertThat(before.toString()).contains("GLU-X1").doesNotContain("http://loinc.org");

        JsonNode task = work(proposer, "GLU-X1");
        assertThat(task.path("status").asText()).isEqualTo("requested");
        assertThat(task.at("/requester/reference").asText()).isEqualTo("Organization/city-second");
        assertThat(input(task, "count").path("valueInteger").asInt()).isEqualTo(3);
        JsonNode best = output(task, "candidate");
        assertThat(best.at("/valueCoding/code").asText()).isEqualTo("14749-6");
        assertThat(best.path("extension").toString()).contains("the middle of 3 values, 5.6 mmol/L, agrees with");

        assertThat(done(proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X1", "14749-6", ""))))
                .isEqualTo("in-progress");
        assertThat(done(reviewer.post("/fhir/ConceptMap/$review", review("GLU-X1", "approve"))))
                .isEqualTo("completed");

        FeedWatch.until(
                "the waiting messages carry LOINC",
                () -> observation("M100", "C1").toString().contains("14749-6"));
        JsonNode after = observation("M100", "C1");
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.toString()).contains("GLU-X1", "\"value\":5.6");
        assertThat(after.at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(hospital.get("/fhir/Provenance?target=Observation/"
                                + after.path("id").asText())
                        .body())
                .contains("http://hulian.org/fhir/ConceptMap/mapping-city-second|");
        FeedWatch.until(
                "nothing waits",
                () -> input(work(proposer, "GLU-X1"), "count")
                                .path("valueInteger")
                                .asInt()
                        == 0);

        Answer map = physician.get("/fhir/ConceptMap/mapping-city-second");
        assertThat(map.body()).contains("GLU-X1", "14749-6", "StructureDefinition/in-force");
        send("C4", "M101", "GLU-X1", "葡萄糖", "5.20");
        assertThat(observation("M101", "C4").toString()).contains("14749-6");
    }

    @Test
    void theProposerCannotReviewAndAContradictionMustBeAnswered() {
        send("C10", "M110", "GLU-X2", "葡萄糖", "5.60");

        Answer contradicted = proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X2", "2345-7", ""));
        assertThat(contradicted.status()).isEqualTo(422);
        assertThat(contradicted.body()).contains("LOINC says MCnc, the unit is mmol/L");
        Answer chinese =
                proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X2", "2345-7", ""), "Accept-Language", "zh");
        assertThat(chinese.body()).contains("而单位是 mmol/L");

        assertThat(done(proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X2", "14749-6", ""))))
                .isEqualTo("in-progress");
        assertThat(proposer.post("/fhir/ConceptMap/$review", review("GLU-X2", "approve"))
                        .issue())
                .isEqualTo("business-rule");
        assertThat(reviewer.post("/fhir/ConceptMap/$propose", proposal("GLU-X2", "14749-6", ""))
                        .issue())
                .isEqualTo("duplicate");
        assertThat(reviewer.post("/fhir/ConceptMap/$review", review("GLU-X2", "reject"))
                        .status())
                .isEqualTo(200);
        assertThat(work(proposer, "GLU-X2").path("status").asText()).isEqualTo("requested");
        assertThat(reviewer.post("/fhir/ConceptMap/$review", review("GLU-X2", "approve"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRetiredMappingStopsFromItsDateAndNotBefore() {
        send("C20", "M120", "GLU-X3", "葡萄糖", "5.60");
        inForce("GLU-X3", "14749-6");
        FeedWatch.until(
                "the mapping is used",
                () -> observation("M120", "C20").toString().contains("14749-6"));
        Instant from = Instant.now().plusMillis(1);

        Answer retired = proposer.post(
                "/fhir/ConceptMap/$retire",
                parameters("GLU-X3", "{\"name\":\"comment\",\"valueString\":\"new reagent\"}", from));
        assertThat(retired.status()).as(retired.body()).isEqualTo(200);
        send("C21", "M121", "GLU-X3", "葡萄糖", "5.60");

        assertThat(observation("M121", "C21").toString()).doesNotContain("14749-6");
        assertThat(observation("M120", "C20").toString()).contains("14749-6");
        assertThat(work(proposer, "GLU-X3").path("status").asText()).isEqualTo("requested");
        assertThat(physician.get("/fhir/ConceptMap/mapping-city-second").body()).doesNotContain("GLU-X3");
    }

    @Test
    void aMappingRetiredFromItsBeginningIsTakenBackFromTheRecords() {
        send("C25", "M125", "GLU-X7", "葡萄糖", "5.60");
        inForce("GLU-X7", "14749-6");
        FeedWatch.until(
                "the mapping is used",
                () -> observation("M125", "C25").toString().contains("14749-6"));

        proposer.post(
                "/fhir/ConceptMap/$retire",
                parameters(
                        "GLU-X7",
                        "{\"name\":\"comment\",\"valueString\":\"was wrong\"}",
                        Instant.now().minus(9, ChronoUnit.DAYS)));

        FeedWatch.until(
                "the code is taken back",
                () -> !observation("M125", "C25").toString().contains("14749-6"));
    }

    @Test
    void whatComesIntoForceLaterDoesNotTouchWhatIsSentBefore() {
        send("C30", "M130", "GLU-X4", "葡萄糖", "5.60");
        proposer.post(
                "/fhir/ConceptMap/$propose",
                parameters(
                        "GLU-X4",
                        "{\"name\":\"target\",\"valueCode\":\"14749-6\"}",
                        Instant.now().plus(1, ChronoUnit.DAYS)));

        assertThat(done(reviewer.post("/fhir/ConceptMap/$review", review("GLU-X4", "approve"))))
                .isEqualTo("accepted");
        send("C31", "M130", "GLU-X4", "葡萄糖", "5.70");

        assertThat(observation("M130", "C31").toString()).doesNotContain("14749-6");
    }

    @Test
    void aUnitIsMappedTheSameWay() {
        send("C40", "M140", "GLU-K", "葡萄糖", "5.60", "mmol每升");
        assertThat(observation("M140", "C40").at("/valueQuantity/code").isMissingNode())
                .isTrue();

        String unit = "{\"name\":\"kind\",\"valueCode\":\"unit\"}";
        String target = unit + ",{\"name\":\"target\",\"valueCode\":\"mmol/L\"}";
        assertThat(done(proposer.post("/fhir/ConceptMap/$propose", parameters("mmol每升", target, null))))
                .isEqualTo("in-progress");
        assertThat(done(reviewer.post("/fhir/ConceptMap/$review", parameters("mmol每升", unit, null))))
                .isEqualTo("completed");

        FeedWatch.until(
                "the amount has its unit",
                () -> observation("M140", "C40")
                        .at("/valueQuantity/code")
                        .asText()
                        .equals("mmol/L"));
    }

    @Test
    void whatNothingFitsIsSettledWithAReason() {
        send("C50", "M150", "NOTE-9", "备注", "1");
        String none = "{\"name\":\"noTarget\",\"valueBoolean\":true}";

        assertThat(proposer.post("/fhir/ConceptMap/$propose", parameters("NOTE-9", none, null))
                        .issue())
                .isEqualTo("required");
        String reason = none + ",{\"name\":\"comment\",\"valueString\":\"a remark, no observation\"}";
        proposer.post("/fhir/ConceptMap/$propose", parameters("NOTE-9", reason, null));
        reviewer.post("/fhir/ConceptMap/$review", review("NOTE-9", "approve"));

        FeedWatch.until(
                "nothing waits",
                () -> input(work(proposer, "NOTE-9"), "count")
                                .path("valueInteger")
                                .asInt()
                        == 0);
        assertThat(physician.get("/fhir/ConceptMap/mapping-city-second").body())
                .contains("NOTE-9", "unmatched", "a remark, no observation");
    }

    @Test
    void onlyStewardsDecideAndNobodyWritesTheMapAlone() {
        inForce("GLU-X6", "14749-6");

        for (Calls caller : List.of(hospital, physician, operator)) {
            assertThat(caller.get("/fhir/ConceptMap/$work").status()).isEqualTo(403);
            assertThat(caller.post("/fhir/ConceptMap/$propose", proposal("GLU-X5", "14749-6", ""))
                            .status())
                    .isEqualTo(403);
        }
        Answer map = proposer.get("/fhir/ConceptMap/mapping-city-second");
        assertThat(proposer.put("/fhir/ConceptMap/mapping-city-second", map.body())
                        .status())
                .isEqualTo(403);
        assertThat(proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X5", "14749-5", ""))
                        .issue())
                .isEqualTo("code-invalid");
        assertThat(proposer.post("/fhir/ConceptMap/$propose", "{\"resourceType\":\"Patient\"}")
                        .status())
                .isEqualTo(422);
        Answer tooLong = proposer.post("/fhir/ConceptMap/$propose", proposal("GLU-X5", "14749-6", "x".repeat(1_001)));
        assertThat(tooLong.issue()).as(tooLong.body()).isEqualTo("too-long");
        assertThat(proposer.get("/fhir/ConceptMap/$work?phase=some").status()).isEqualTo(422);
        assertThat(proposer.get("/fhir/ConceptMap/$work?sender=nowhere").status())
                .isEqualTo(422);
    }

    @Test
    void coverageTellsTheShareOfWhatIsSent() {
        send("C60", "M160", "GLU-K", "葡萄糖", "5.60");
        send("C61", "M160", "COV-1", "未知项目", "1");

        assertThat(physician.get("/fhir/ConceptMap/$coverage").status()).isEqualTo(403);
        JsonNode report =
                operator.get("/fhir/ConceptMap/$coverage?sender=city-second").json();

        JsonNode sender = named(report.path("parameter"), "sender");
        long records = number(sender, "records");
        assertThat(records).isPositive();
        assertThat(number(sender, "mapped")
                        + number(sender, "proposed")
                        + number(sender, "unmapped")
                        + number(sender, "withoutTarget"))
                .isEqualTo(records);
        assertThat(number(sender, "unmapped")).isPositive();
        assertThat(named(sender.path("part"), "mappedShare")
                        .path("valueDecimal")
                        .asDouble())
                .isBetween(0.01, 0.99);
    }
}
