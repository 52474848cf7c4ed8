package org.hulian.security.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.security.scope.SmartScope.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html. */
class SmartScopeTest {

    @ParameterizedTest
    @CsvSource({
        "patient/Observation.rs, PATIENT, Observation, rs",
        "patient/Patient.r, PATIENT, Patient, r",
        "patient/*.rs, PATIENT, *, rs",
        "user/Encounter.cruds, USER, Encounter, cruds",
        "system/*.cruds, SYSTEM, *, cruds",
        "user/Appointment.cu, USER, Appointment, cu",
        "patient/*.read, PATIENT, *, rs",
        "user/MedicationRequest.write, USER, MedicationRequest, cud",
        "user/*.*, USER, *, cruds",
    })
    void readsTheScopesOfTheSpecification(String text, Context context, String type, String letters) {
        SmartScope scope = SmartScope.parse(text).getFirst();

        assertThat(scope.context()).isEqualTo(context);
        assertThat(scope.type()).isEqualTo(type);
        assertThat(EnumSet.copyOf(scope.permissions()).stream()
                        .map(permission -> String.valueOf(permission.letter()))
                        .collect(Collectors.joining()))
                .isEqualTo(letters);
        assertThat(scope.query()).isEmpty();
    }

    @Test
    void readsAGranularScope() {
        String text =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

        List<SmartScope> scopes = SmartScope.parse(text);

        assertThat(scopes.getFirst().query())
                .isEqualTo(Map.of("category", "http://terminology.hl7.org/CodeSystem/observation-category|laboratory"));
    }

    @Test
    void decodesTheQueryOfAGranularScope() {
        assertThat(SmartScope.parse("user/Observation.rs?category=http%3A%2F%2Fx%7Claboratory")
                        .getFirst()
                        .query())
                .isEqualTo(Map.of("category", "http://x|laboratory"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "openid",
                "launch/patient",
                "fhirUser",
                "offline_access",
                "patient/Observation",
                "patient/Observation.",
                "patient/Observation.sr",
                "patient/Observation.rsx",
                "patient/observation.rs",
                "practitioner/Observation.rs",
                "patient/Observation.rs?",
                "patient/Observation.rs?category",
                "patient/Observation.rs?category=",
                "patient/Observation.rs?category=a&category=b",
                "patient/Observation.rs?category=%zz",
                "PATIENT/Observation.rs",
            })
    void leavesOutWhatIsNotAClinicalScope(String text) {
        assertThat(SmartScope.parse(text)).isEmpty();
    }

    @Test
    void keepsTheGoodScopesBesideUnknownOnes() {
        assertThat(SmartScope.parse("openid  launch/patient patient/*.rs\tbogus user/Patient.r"))
                .extracting(SmartScope::type)
                .containsExactly("*", "Patient");
    }

    @Test
    void coversItsTypeAndInteractionOnly() {
        SmartScope scope = SmartScope.parse("patient/Observation.rs").getFirst();

        assertThat(scope.covers("Observation", Permission.READ)).isTrue();
        assertThat(scope.covers("Observation", Permission.CREATE)).isFalse();
        assertThat(scope.covers("Condition", Permission.READ)).isFalse();
    }
}
