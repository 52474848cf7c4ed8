package org.hulian.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** https://profiles.ihe.net/ITI/BALP. */
class AuditEventsTest {

    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final AuditEvents events = new AuditEvents("http://127.0.0.1:8080/fhir", UUID::toString);

    @Test
    void rendersAReadAsPatientRead() throws IOException {
        JsonNode event = render(Entries.read(Outcome.ALLOWED, null));

        assertThat(event.at("/meta/profile/0").asText()).isEqualTo(PROFILE + "PatientRead");
        assertThat(event.at("/type/code").asText()).isEqualTo("rest");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("read");
        assertThat(event.at("/action").asText()).isEqualTo("R");
        assertThat(event.at("/recorded").asText()).isEqualTo("2026-11-21T12:34:56.789012Z");
        assertThat(event.at("/outcome").asText()).isEqualTo("0");
        assertThat(event.at("/purposeOfEvent/0/coding/0/code").asText()).isEqualTo("TREAT");
        assertThat(event.at("/source/observer/identifier/value").asText()).isEqualTo("http://127.0.0.1:8080/fhir");
    }

    @Test
    void namesUserClientHubAndInstitution() throws IOException {
        JsonNode agents = render(Entries.read(Outcome.ALLOWED, null)).path("agent");

        assertThat(agents.findValuesAsText("requestor")).containsExactly("true", "false", "false", "false");
        assertThat(agents.valueStream().map(a -> a.at("/type/coding/0/code").asText()))
                .containsExactly("IRCP", "110152", "110153", "PROV");
        assertThat(agents.valueStream().map(a -> a.at("/who/identifier/value").asText()))
                .containsExactly("f3c1", "console", "http://127.0.0.1:8080/fhir", "riverside");
        assertThat(agents.at("/0/name").asText()).isEqualTo("李伟");
        assertThat(agents.at("/0/role/0/coding/0/code").asText()).isEqualTo("physician");
        assertThat(agents.at("/1/network/address").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void namesPatientRecordConsentAndRequest() throws IOException {
        JsonNode entities = render(Entries.read(Outcome.ALLOWED, null)).path("entity");

        assertThat(entities.findValuesAsText("reference"))
                .containsExactly(
                        "Patient/0190c7e0-0000-7000-8000-000000000001",
                        "Observation/0190c7e0-0000-7000-8000-00000000000a/_history/2",
                        "Consent/0190c7e0-0000-7000-8000-00000000000c/_history/1");
        assertThat(entities.at("/3/type/code").asText()).isEqualTo("XrequestId");
        assertThat(entities.at("/3/what/identifier/value").asText()).isEqualTo("req-1");
    }

    @Test
    void keepsTheQueryAsItWasSent() throws IOException {
        JsonNode event = render(Entries.search());

        assertThat(event.at("/meta/profile/0").asText()).isEqualTo(PROFILE + "PatientQuery");
        assertThat(event.at("/entity/1/role/code").asText()).isEqualTo("24");
        assertThat(new String(
                        Base64.getDecoder().decode(event.at("/entity/1/query").asText()), StandardCharsets.UTF_8))
                .isEqualTo(Entries.search().query());
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, 4, denied: consent", "NOT_FOUND, 4, not-found: consent",
        "REJECTED, 4, rejected: consent", "FAILED, 8, failed: consent"
    })
    void saysWhatWentWrongAndClaimsNoProfile(Outcome outcome, String code, String description) throws IOException {
        JsonNode event = render(Entries.read(outcome, "consent"));

        assertThat(event.at("/outcome").asText()).isEqualTo(code);
        assertThat(event.at("/outcomeDesc").asText()).isEqualTo(description);
        assertThat(event.has("meta")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void rendersEveryInteractionWithWhatR4Requires(Interaction interaction) throws IOException {
        JsonNode event = render(Entries.entry(
                interaction,
                Outcome.ALLOWED,
                Agent.sender("city-second", null),
                List.of(Entity.message("ORU^R01", "m1"), Entity.log(1, 7)),
                null,
                null));

        assertThat(event.at("/type/system").asText()).startsWith("http");
        assertThat(event.at("/action").asText()).matches("[CRUDE]");
        assertThat(event.at("/agent/0/requestor").asBoolean()).isTrue();
        assertThat(event.at("/source/observer").isObject()).isTrue();
        assertThat(event.at("/entity/1/name").asText()).isEqualTo("ORU^R01");
        assertThat(event.at("/entity/2/description").asText()).isEqualTo("through entry 7");
        assertThat(event.has("meta")).isFalse();
    }

    @Test
    void rendersABadTokenWithoutAUser() throws IOException {
        AuditEntry entry = new AuditEntry(
                Entries.PATIENT,
                Entries.NOW,
                Interaction.AUTHENTICATE,
                Outcome.REJECTED,
                Agent.unknown("10.0.0.9"),
                List.of(),
                List.of(),
                null,
                List.of(),
                "req-2",
                "EXPIRED");

        JsonNode event = render(entry);

        assertThat(event.at("/type/code").asText()).isEqualTo("110114");
        assertThat(event.at("/agent")).hasSize(2);
        assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("unknown");
        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("10.0.0.9");
        assertThat(event.at("/outcomeDesc").asText()).isEqualTo("rejected: EXPIRED");
    }

    private JsonNode render(AuditEntry entry) throws IOException {
        return new ObjectMapper().readTree(events.render(entry));
    }
}
