package org.hulian.security.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.consent.Decision.Deny;
import org.hulian.security.consent.Decision.Permit;
import org.hulian.security.consent.Decision.Reason;
import org.hulian.security.definition.DefinitionException;
import org.hulian.security.scope.Permission;
import org.hulian.security.scope.SmartScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default policy of the region, and how scopes and the patient in a token narrow it. */
class AccessPolicyTest {

    private static final int HOSPITAL = 1;
    private static final int LABORATORY = 3;
    private static final int COMMUNITY = 4;
    private static final int IMAGING = 6;
    private static final UUID PATIENT = new UUID(0x7000, 1);

    private final AccessPolicy policy = AccessPolicy.bundled(
            Map.of(HOSPITAL, "hospital", LABORATORY, "laboratory", COMMUNITY, "community", IMAGING, "imaging"));

    @ParameterizedTest
    @CsvSource({
        "physician, 1, Observation, CONSENTED",
        "physician, 4, Patient, CONSENTED",
        "physician, 3, Observation, OWN",
        "physician, 6, ImagingStudy, OWN",
        "physician, 0, Observation, NONE",
        "physician, 99, Observation, NONE",
        "physician, 1, AuditEvent, NONE",
        "physician, 1, Person, NONE",
        "physician, 1, Organization, ALL",
        "coordinator, 4, ServiceRequest, CONSENTED",
        "coordinator, 3, ServiceRequest, NONE",
        "worker, 4, Patient, OWN",
        "worker, 4, Appointment, OWN",
        "worker, 4, Slot, ALL",
        "worker, 4, Observation, NONE",
        "worker, 4, Condition, NONE",
        "worker, 4, Consent, NONE",
        "steward, 0, Patient, ALL",
        "steward, 0, Person, ALL",
        "steward, 0, ConceptMap, ALL",
        "steward, 0, Observation, NONE",
        "steward, 0, Consent, NONE",
        "auditor, 0, AuditEvent, ALL",
        "auditor, 0, Practitioner, ALL",
        "auditor, 0, Patient, NONE",
        "auditor, 0, Observation, NONE",
        "operator, 0, Location, ALL",
        "operator, 0, AuditEvent, NONE",
        "operator, 0, Patient, NONE",
        "system, 1, DiagnosticReport, CONSENTED",
        "system, 3, DiagnosticReport, OWN",
        "unheard-of, 1, Observation, NONE",
        "unheard-of, 1, Organization, ALL",
    })
    void givesEachRoleItsReach(String role, int institution, String type, Reach reach) {
        Caller caller = caller(Set.of(role), institution, null, "user/*.cruds");

        AccessPredicate predicate = policy.reading(caller, type, Permission.READ);

        assertThat(predicate.reach()).isEqualTo(reach);
        assertThat(predicate.institution()).isEqualTo(institution);
        assertThat(predicate.compartment()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "physician, 1, Observation, CREATE, OWN",
        "physician, 3, Observation, UPDATE, OWN",
        "physician, 1, Observation, DELETE, ",
        "physician, 1, Consent, CREATE, ",
        "physician, 1, AuditEvent, CREATE, ",
        "physician, 1, Organization, UPDATE, ",
        "coordinator, 4, Appointment, CREATE, OWN",
        "coordinator, 4, Observation, CREATE, ",
        "worker, 4, Appointment, CREATE, OWN",
        "worker, 4, Patient, UPDATE, ",
        "steward, 0, ConceptMap, UPDATE, ALL",
        "steward, 0, Patient, UPDATE, ",
        "steward, 0, Consent, CREATE, ALL",
        "steward, 0, Consent, UPDATE, ",
        "steward, 0, Consent, DELETE, ",
        "auditor, 0, AuditEvent, DELETE, ",
        "system, 3, DiagnosticReport, CREATE, OWN",
        "system, 3, Patient, DELETE, OWN",
        "system, 3, Consent, CREATE, ",
        "system, 0, Observation, CREATE, ",
    })
    void lets(String role, int institution, String type, Permission permission, @Nullable Reach reach) {
        Caller caller = caller(Set.of(role), institution, null, "user/*.cruds");

        Decision decision = policy.writing(caller, type, permission);

        if (reach == null) {
            assertThat(decision).isInstanceOf(Deny.class);
        } else {
            assertThat(decision).isEqualTo(new Permit(reach, institution, null));
        }
    }

    @Test
    void boundsAResidentToTheirOwnRecords() {
        Caller resident = caller(Set.of("resident"), 0, PATIENT, "patient/*.rs user/Consent.cu");

        assertThat(policy.reading(resident, "Observation", Permission.SEARCH))
                .isEqualTo(new AccessPredicate(Reach.ALL, 0, PATIENT, Purpose.PATRQT.mask(), List.of()));
        assertThat(policy.writing(resident, "Consent", Permission.CREATE)).isEqualTo(new Permit(Reach.ALL, 0, PATIENT));
        assertThat(policy.reading(resident, "Organization", Permission.READ).compartment())
                .isNull();
    }

    @Test
    void showsAResidentWithoutAPatientNothing() {
        Caller resident = caller(Set.of("resident"), 0, null, "user/*.rs");

        assertThat(policy.reading(resident, "Observation", Permission.READ).reach())
                .isEqualTo(Reach.NONE);
        assertThat(policy.refusal(resident, "Observation", Permission.READ)).contains(new Deny(Reason.PATIENT));
    }

    /** Row 17 of the attack list: an app launched for one patient sees no other. */
    @Test
    void bindsAnAppToThePatientItWasLaunchedFor() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, PATIENT, "patient/Observation.rs");

        AccessPredicate predicate = policy.reading(physician, "Observation", Permission.READ);

        assertThat(predicate.reach()).isEqualTo(Reach.CONSENTED);
        assertThat(predicate.compartment()).isEqualTo(PATIENT);
    }

    @Test
    void doesNotTakeALaunchedPatientForAPhysicianWhoIsAlsoAResident() {
        Caller physician = caller(Set.of("physician", "resident"), HOSPITAL, PATIENT, "patient/*.rs");

        assertThat(policy.reading(physician, "Observation", Permission.READ).reach())
                .isEqualTo(Reach.CONSENTED);
    }

    @Test
    void refusesAPatientScopeWithoutPatient() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, null, "patient/*.rs");

        assertThat(policy.refusal(physician, "Observation", Permission.READ)).contains(new Deny(Reason.PATIENT));
    }

    /** Row 15 of the attack list. */
    @Test
    void refusesToWriteUnderAReadingScope() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, PATIENT, "patient/Observation.rs");

        assertThat(policy.writing(physician, "Observation", Permission.CREATE)).isEqualTo(new Deny(Reason.SCOPE));
        assertThat(policy.refusal(physician, "Condition", Permission.READ)).contains(new Deny(Reason.SCOPE));
    }

    @Test
    void readsNothingWithoutAScopeNotEvenTheDirectory() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, null, "openid");

        assertThat(policy.reading(physician, "Organization", Permission.READ).reach())
                .isEqualTo(Reach.NONE);
        assertThat(policy.refusal(physician, "Organization", Permission.READ)).contains(new Deny(Reason.SCOPE));
    }

    /** Row 16 of the attack list. */
    @Test
    void narrowsToTheCategoriesOfGranularScopes() {
        Caller physician = caller(
                Set.of("physician"),
                HOSPITAL,
                null,
                "user/Observation.rs?category=laboratory user/Observation.rs?category=http://x|exam,survey");

        assertThat(policy.reading(physician, "Observation", Permission.READ).categoryTokens())
                .containsExactly("laboratory", "http://x|exam", "survey");
        assertThat(policy.writing(physician, "Observation", Permission.READ)).isEqualTo(new Deny(Reason.SCOPE));
    }

    @Test
    void isNotNarrowedWhenAnotherScopeCoversEverything() {
        Caller physician =
                caller(Set.of("physician"), HOSPITAL, null, "user/Observation.rs?category=laboratory user/*.rs");

        assertThat(policy.reading(physician, "Observation", Permission.READ).categoryTokens())
                .isEmpty();
    }

    @Test
    void givesNothingForAGranularScopeItCannotHoldTo() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, null, "user/Observation.rs?status=final");

        assertThat(policy.reading(physician, "Observation", Permission.READ).reach())
                .isEqualTo(Reach.NONE);
    }

    @Test
    void takesTheWidestReachOfSeveralRoles() {
        Caller both = caller(Set.of("worker", "physician"), COMMUNITY, null, "user/*.rs");

        assertThat(policy.reading(both, "Patient", Permission.READ).reach()).isEqualTo(Reach.CONSENTED);
    }

    @Test
    void countsOnlyPurposesOfTheRole() {
        Caller physician = caller(Set.of("physician"), HOSPITAL, null, "user/*.rs");
        Caller curious = new Caller(
                "s",
                "n",
                "c",
                Set.of("physician"),
                HOSPITAL,
                "city-first",
                null,
                physician.scopes(),
                Purpose.HRESCH.mask() | Purpose.TREAT.mask(),
                null);

        assertThat(policy.purposes(physician) & Purpose.TREAT.mask()).isNotZero();
        assertThat(policy.purposes(physician) & Purpose.HRESCH.mask()).isZero();
        assertThat(policy.purposes(curious)).isEqualTo(Purpose.TREAT.mask());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            directory: []\\nroles: {}                                                    => region.yaml:1: "groups" is missing
            groups: {}\\ndirectory: []\\nroles:\\n  x: {purposes: [], rules: [], rule: 1} => region.yaml:4: unknown key "rule"
            groups: {}\\ndirectory: [lower]\\nroles: {}                                  => region.yaml:2: neither a resource type nor a group: "lower"
            groups: {}\\ndirectory: []\\nroles: {x: {purposes: [FUN], rules: []}}        => region.yaml:3: unknown purpose "FUN"
            groups: {}\\ndirectory: []\\nroles: {x: {purposes: [], rules: [{types: ["*"], do: sr, reach: own}]}} => region.yaml:3: "do" is
            groups: {}\\ndirectory: []\\nroles: {x: {purposes: [], rules: [{types: ["*"], do: rs, reach: far}]}} => region.yaml:3: reach is
            groups: {}\\ndirectory: []\\nroles: {x: {purposes: [], rules: [{types: ["*"], do: rs, reach: own, at: [moon]}]}} => region.yaml:3: unknown kind
            groups: {}\\ngroups: {}                                                      => region.yaml:2: key "groups" is given twice
            groups: [                                                                    => region.yaml:1: not YAML
            roles: &a {x: *a}                                                            => region.yaml
            """)
    void namesFileAndLineOfAFault(String yaml, String message) {
        byte[] bytes = yaml.strip().replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> AccessPolicy.load("region.yaml", new ByteArrayInputStream(bytes), Map.of()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith(message);
    }

    private static Caller caller(Set<String> roles, int institution, @Nullable UUID patient, String scopes) {
        return new Caller(
                "subject", "Name", "client", roles, institution, null, patient, SmartScope.parse(scopes), 0, null);
    }
}
