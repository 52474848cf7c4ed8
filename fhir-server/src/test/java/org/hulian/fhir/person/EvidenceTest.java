package org.hulian.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final String NATIONAL_ID = IdentifierSystems.NATIONAL_ID;
    private static final String HEALTH_CARD = IdentifierSystems.HEALTH_CARD;

    @Test
    void takesWhatIsCertainAndNothingElse() {
        Evidence evidence = patient("1949-12-31", NATIONAL_ID, "11010519491231002X", HEALTH_CARD, " hc-01 ");

        assertThat(evidence.nationalIds()).containsExactly(Evidence.token(NATIONAL_ID, "11010519491231002X"));
        assertThat(evidence.healthCards()).containsExactly(Evidence.token(HEALTH_CARD, "HC-01"));
        assertThat(evidence.flaws()).isEmpty();
        assertThat(patient("1949-12-31", "urn:mrn", "11010519491231002X").tokens())
                .isEmpty();
    }

    @Test
    void leavesOutANationalIdThatContradictsTheBirthDate() {
        assertThat(patient("1950-01-01", NATIONAL_ID, "11010519491231002X")).isEqualTo(withFlaw(Evidence.BIRTH_DATE));
        assertThat(patient("1949", NATIONAL_ID, "11010519491231002X").flaws()).isEmpty();
    }

    @Test
    void leavesOutANationalIdWithAWrongCheckCharacter() {
        assertThat(patient("1949-12-31", NATIONAL_ID, "110105194912310021")).isEqualTo(withFlaw(Evidence.CHECK_DIGIT));
    }

    @Test
    void leavesOutAHealthCardThatIsAPlaceholder() {
        assertThat(patient("1949-12-31", HEALTH_CARD, "00000000")).isEqualTo(withFlaw(Evidence.PLACEHOLDER));
    }

    @Test
    void aNumberOfOneKindIsNotOneOfTheOther() {
        assertThat(Evidence.token(NATIONAL_ID, "1")).isNotEqualTo(Evidence.token(HEALTH_CARD, "1"));
    }

    private static Evidence withFlaw(String code) {
        Evidence evidence = Evidence.none();
        evidence.flaws().add(code);
        return evidence;
    }

    private static Evidence patient(String birthDate, String... systemsAndValues) {
        StringBuilder json = new StringBuilder("{\"resourceType\":\"Patient\",\"birthDate\":\"" + birthDate + "\"");
        for (int i = 0; i < systemsAndValues.length; i += 2) {
            json.append(i == 0 ? ",\"identifier\":[" : ",")
                    .append("{\"system\":\"" + systemsAndValues[i] + "\",\"value\":\"" + systemsAndValues[i + 1]
                            + "\"}");
        }
        return Evidence.of(json.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }
}
