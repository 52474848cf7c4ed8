package org.hulian.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A hospital's result reaches another institution's physician by the resident's leave, and the auditor proves it.
 * The walk that README tells.
 */
@ExtendWith(RunningHub.class)
class JourneyTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String MRN = "http://hulian.org/fhir/identifier/mrn/";
    private static final String NATIONAL = "http://hulian.org/fhir/identifier/national-id";
    private static final String GLUCOSE = "http://loinc.org|14749-6";

    @Test
    void aResultTravelsByTheResidentsLeaveAndTheAuditorProvesIt(Hub hub) throws IOException {
        Fhir resident = hub.fhir("resident1");
        Waiting.until(
                "the hospitals' messages are processed",
                () -> recordAt(resident, "city-second").isPresent());
        JsonNode atSecond = recordAt(resident, "city-second").orElseThrow();
        JsonNode atRiverside = recordAt(resident, "riverside").orElseThrow();
        String controlId = "J" + UUID.randomUUID().toString().substring(0, 12);
        Messages sender = new Messages(
                "CITY-SECOND",
                identifier(atSecond, MRN + "city-second"),
                identifier(atSecond, NATIONAL),
                atSecond.path("name").path(0).path("text").asText());

        LocalDateTime taken = LocalDateTime.now(ZONE).minusMinutes(5).truncatedTo(ChronoUnit.SECONDS);
        String acknowledgement = hub.mllp().send(sender.glucose(controlId, controlId, "5.6", taken));

        assertThat(Mllp.code(acknowledgement)).isEqualTo("AA");
        String question = "Observation?patient=" + atRiverside.path("id").asText() + "&code=" + GLUCOSE + "&_count=200";
        Waiting.until(
                "the result is in the record",
                () -> Fhir.matches(resident.get(question)).anyMatch(found -> isFrom(found, taken)));

        Fhir physician = hub.fhir("physician-riverside");
        assertThat(sent(physician, question, taken)).isEmpty();

        JsonNode consent = resident.post(
                "Consent", Consents.laboratory(atRiverside.path("id").asText(), "riverside"));
        JsonNode shared = sent(physician, question, taken).findFirst().orElseThrow();

        assertThat(shared.path("valueQuantity").path("value").decimalValue()).isEqualByComparingTo("5.6");
        assertThat(shared.path("valueQuantity").path("code").asText()).isEqualTo("mmol/L");
        assertThat(shared.path("valueQuantity").path("system").asText()).isEqualTo("http://unitsofmeasure.org");
        assertThat(shared.path("code").path("coding").findValuesAsText("code")).contains("14749-6", "GLU-K");
        assertThat(shared.path("code").toString()).contains("空腹血糖");
        JsonNode provenance = Fhir.matches(physician.get(
                        "Provenance?target=Observation/" + shared.path("id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(provenance.path("entity").path(0).path("what").toString()).contains(controlId);

        ((ObjectNode) consent).put("status", "inactive");
        resident.put("Consent/" + consent.path("id").asText(), consent.toString());
        assertThat(sent(physician, question, taken)).isEmpty();

        auditorProves(hub, atSecond.path("id").asText());
    }

    private static void auditorProves(Hub hub, String patient) throws IOException {
        Fhir auditor = hub.fhir("auditor1");
        List<JsonNode> accesses = Fhir.matches(auditor.get("AuditEvent?patient=" + patient + "&_count=200"))
                .toList();
        assertThat(accesses).anyMatch(event -> isSearchBy(event, "physician-riverside", "0"));
        assertThat(accesses).anyMatch(event -> isSearchBy(event, "physician-riverside", "4"));

        Path export = hub.home().resolve("export-" + UUID.randomUUID());
        hub.run(5, "audit", "export", export.toString());
        Path key = export.resolve("public-key.pem");
        String[] verify = {"audit", "verify", export.toString(), "--key", key.toString()};
        assertThat(Hub.offline(verify).code()).isZero();

        Path entries = export.resolve("entries.ndjson");
        byte[] bytes = Files.readAllBytes(entries);
        int line = lineStart(bytes, 7);
        int inside = indexOf(bytes, "\"subject\"".getBytes(StandardCharsets.UTF_8), line) + 12;
        bytes[inside] ^= 1;
        Files.write(entries, bytes);
        String named = Hub.JSON
                .readTree(
                        Files.readAllLines(entries, StandardCharsets.ISO_8859_1).get(7))
                .path("seq")
                .asText();
        Hub.Finished tampered = Hub.offline(verify);
        assertThat(tampered.code()).isEqualTo(1);
        assertThat(tampered.output()).contains(named);
    }

    private static Stream<JsonNode> sent(Fhir reader, String question, LocalDateTime taken) {
        return Fhir.matches(reader.get(question)).filter(found -> isFrom(found, taken));
    }

    private static boolean isFrom(JsonNode observation, LocalDateTime taken) {
        String effective = observation.path("effectiveDateTime").asText();
        return !effective.isEmpty()
                && OffsetDateTime.parse(effective).toLocalDateTime().equals(taken);
    }

    private static boolean isSearchBy(JsonNode event, String who, String outcome) {
        return event.path("agent").toString().contains(who)
                && outcome.equals(event.path("outcome").asText());
    }

    private static Optional<JsonNode> recordAt(Fhir resident, String institution) {
        return Fhir.matches(resident.get("Patient?_count=50"))
                .filter(patient -> !identifier(patient, MRN + institution).isEmpty())
                .findFirst();
    }

    private static String identifier(JsonNode patient, String system) {
        for (JsonNode identifier : patient.path("identifier")) {
            if (system.equals(identifier.path("system").asText())) {
                return identifier.path("value").asText();
            }
        }
        return "";
    }

    private static int lineStart(byte[] bytes, int line) {
        int at = 0;
        for (int n = 0; n < line; at++) {
            if (bytes[at] == '\n') {
                n++;
            }
        }
        return at;
    }

    private static int indexOf(byte[] bytes, byte[] pattern, int from) {
        for (int at = from; at <= bytes.length - pattern.length; at++) {
            if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at;
            }
        }
        throw new AssertionError("pattern not found");
    }
}
