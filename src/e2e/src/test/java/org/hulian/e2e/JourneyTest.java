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

        assertThat(physician.status("Observation/" + shared.path("id").asText()))
                .isEqualTo(404);

        auditorProves(hub, atSecond.path("id").asText());
    }

    private static void auditorProves(Hub hub, String patient) throws IOException {
        Fhir auditor = hub.fhir("auditor1");
        List<JsonNode> accesses = Fhir.matches(auditor.get("AuditEvent?patient=" + patient + "&_count=200"))
                .toList();
        assertThat(accesses).anyMatch(event -> isByRiversidesPhysician(event, "0"));
        assertThat(accesses).anyMatch(event -> isByRiversidesPhysician(event, "4"));

        Path export = hub.home().resolve("export-" + UUID.randomUUID());
        hub.run(5, "audit", "export", export.toString());
        String[] verify = {
            "audit",
            "verify",
            export.toString(),
            "--key",
            export.resolve("audit-public-key.pem").toString()
        };
        assertThat(Hub.offline(verify).code()).isZero();

        String named = flipOneByte(export.resolve("entries.ndjson"));
        Hub.Finished tampered = Hub.offline(verify);
        assertThat(tampered.code()).isEqualTo(1);
        assertThat(tampered.output()).contains(named);
    }

    /** Changes one bit in the middle of the middle line; returns the number of that entry. */
    private static String flipOneByte(Path entries) throws IOException {
        List<String> lines = Files.readAllLines(entries, StandardCharsets.UTF_8);
        int middle = lines.size() / 2;
        int before = lines.subList(0, middle).stream()
                .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
                .sum();
        byte[] bytes = Files.readAllBytes(entries);
        bytes[before + lines.get(middle).length() / 2] ^= 1;
        Files.write(entries, bytes);
        return Hub.JSON.readTree(lines.get(middle)).path("seq").asText();
    }

    private static Stream<JsonNode> sent(Fhir reader, String question, LocalDateTime taken) {
        return Fhir.matches(reader.get(question)).filter(found -> isFrom(found, taken));
    }

    private static boolean isFrom(JsonNode observation, LocalDateTime taken) {
        String effective = observation.path("effectiveDateTime").asText();
        return !effective.isEmpty()
                && OffsetDateTime.parse(effective).toLocalDateTime().equals(taken);
    }

    private static boolean isByRiversidesPhysician(JsonNode event, String outcome) {
        String agents = event.path("agent").toString();
        return agents.contains("\"physician\"")
                && agents.contains("\"riverside\"")
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
}
