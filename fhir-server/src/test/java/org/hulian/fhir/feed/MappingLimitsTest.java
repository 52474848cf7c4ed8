package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.fhir.rest.HubDatabase;
import org.hulian.fhir.testing.Answer;
import org.junit.jupiter.api.Test;

/** How much of the stewards' work is shown, how much evidence is looked at, and when decisions are in force. */
@QuarkusTest
class MappingLimitsTest extends MappingHub {
    @Test
    void aPageOfWorkHasTwentyCodesAndAtMostAHundred() {
        sendCodes("CL1", 101);

        JsonNode usual = work("");
        JsonNode most = work("&_count=5000");

        assertThat(usual.path("entry")).hasSize(20);
        assertThat(work("&_count=3").path("entry")).hasSize(3);
        assertThat(most.path("entry")).hasSize(100);
        assertThat(most.path("total").asInt()).isGreaterThan(100);
        assertThat(proposer.get("/fhir/ConceptMap/$work?_count=0").body()).contains("_count must be a number from 1");
    }

    @Test
    void theEvidenceOfACodeIsTheNewestFiveMessages() {
        for (int i = 1; i <= 7; i++) {
            send("CS" + i, "M170", "GLU-S1", "葡萄糖", i <= 2 ? "25.0" : "5." + i);
        }

        assertThat(output(work(proposer, "GLU-S1"), "candidate")
                        .path("extension")
                        .toString())
                .contains("the middle of 5 values, 5.5 mmol/L");
    }

    /** Another node writes to the database and no more: this one finds it at its next look, every two seconds. */
    @Test
    void aDecisionOfAnotherNodeIsInForceAfterTheNextLook() throws SQLException {
        send("CN1", "M180", "GLU-N1", "葡萄糖", "5.60");

        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.run("""
                    begin;
                    insert into hub.local_mapping
                           (sender, kind, system, code, display, target, words, equivalence, comment, state,
                            automatic, starts, proposed_by, proposed, reviewed_by, requeue)
                    select sender, kind, system, code, display, '14749-6', 'Glucose', 'equivalent', '', 'approved',
                           false, now() - interval '1 day', 'a', now(), 'b', -1
                      from hub.feed_unmapped where code = 'GLU-N1' limit 1;
                    insert into hub.local_mapping_version (sender, version, changed)
                    select distinct sender, 1, now() from hub.feed_unmapped where code = 'GLU-N1'
                        on conflict (sender) do update set version = local_mapping_version.version + 1, changed = now();
                    commit""");
        }

        FeedWatch.until(
                "the other node's decision is used",
                () -> observation("M180", "CN1").toString().contains("14749-6"));
    }

    private JsonNode work(String count) {
        Answer answer = proposer.get("/fhir/ConceptMap/$work?sender=city-second" + count);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void sendCodes(String controlId, int count) {
        String results = IntStream.range(0, count)
                .mapToObj(i -> "OBX|%d|NM|ZZ-%03d^unheard of %d||1|g|||||F|||20261120080000\r".formatted(i + 1, i, i))
                .collect(Collectors.joining());
        String message = "MSH|^~\\&|LIS|CITY-SECOND|HULIAN|REGION|20261120081500||ORU^R01|" + controlId
                + "|P|2.4||||||UNICODE UTF-8\rPID|1||M190^^^CITY-SECOND^MR||张^伟||19491231|M\r"
                + "OBR|1|P-CL|F-CL|XT-K^空腹血糖|||20261120080000|||||||||||||||20261120081000||CH|F\r" + results;
        Answer answer = hospital.send(
                "POST", "/feed", message.getBytes(StandardCharsets.UTF_8), "Content-Type", "x-application/hl7-v2+er7");
        assertThat(answer.body()).contains("MSA|AA|" + controlId);
        FeedWatch.processed(proposer, controlId);
    }
}
