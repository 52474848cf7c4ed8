package org.hulian.security.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.consent.Compilation.Compiled;
import org.hulian.security.consent.Compilation.Issue;
import org.hulian.security.consent.Compilation.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentCompilerTest {

    private static final UUID PERSON = new UUID(1, 1);
    private static final UUID CONSENT = new UUID(2, 2);
    private static final int RIVERSIDE = 4;
    private static final int HILLSIDE = 5;
    private static final long DEMOGRAPHICS = 1;
    private static final long LABORATORY = 1 << 1;
    private static final long IMAGING = 1 << 2;
    private static final int HIV = 1 << 1;
    private static final int PSY = 1;

    private final RecordCategories categories = RecordCategories.load();
    private final ConsentCompiler compiler = new ConsentCompiler(categories, ZoneId.of("Asia/Shanghai"));

    /** The Consent of the journey in the README. */
    private static final String JOURNEY = """
            {"resourceType":"Consent","status":"active",
             "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
             "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
             "patient":{"reference":"Patient/0190c7e0-0000-7000-8000-000000000001"},
             "dateTime":"2026-11-21",
             "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
             "provision":{"type":"permit",
               "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
                         "reference":{"reference":"Organization/riverside"}}],
               "class":[{"system":"http://hulian.org/fhir/CodeSystem/record-category","code":"laboratory"}]}}
            """;

    @Test
    void opensLaboratoryResultsToOneInstitution() {
        assertThat(grants(JOURNEY))
                .containsExactly(new Grant(
                        PERSON,
                        RIVERSIDE,
                        LABORATORY | DEMOGRAPHICS,
                        0,
                        Purpose.TREAT.withKinds(),
                        Grant.ALWAYS,
                        Grant.FOREVER,
                        CONSENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "proposed", "rejected", "inactive", "entered-in-error"})
    void opensNothingUnlessActive(String status) {
        assertThat(grants(JOURNEY.replace("\"active\"", "\"" + status + "\""))).isEmpty();
    }

    @Test
    void opensNothingForAnAdvanceDirective() {
        assertThat(grants(JOURNEY.replace("patient-privacy", "adr"))).isEmpty();
    }

    @Test
    void findsAnInstitutionByIdentifier() {
        String byIdentifier = JOURNEY.replace(
                "{\"reference\":\"Organization/riverside\"}",
                "{\"identifier\":{\"system\":\"http://o\",\"value\":\"hillside\"}}");

        assertThat(grants(byIdentifier)).extracting(Grant::grantee).containsExactly(HILLSIDE);
    }

    @Test
    void opensEveryOrdinaryRecordWhenNoCategoryIsNamed() {
        Grant grant = only(Rule.permit(Set.of(RIVERSIDE)));

        assertThat(grant.categories()).isEqualTo(categories.all());
        assertThat(grant.sensitivities()).isZero();
    }

    @Test
    void addsTheSensitiveContentItNames() {
        assertThat(only(Rule.permit(Set.of(RIVERSIDE), "laboratory").labelled("HIV", "PSY"))
                        .sensitivities())
                .isEqualTo(HIV | PSY);
    }

    @Test
    void takesADenyOfOneCategoryAway() {
        Grant grant =
                only(Rule.permit(Set.of(RIVERSIDE), "laboratory", "imaging").with(Rule.deny(Set.of(), "imaging")));

        assertThat(grant.categories()).isEqualTo(LABORATORY | DEMOGRAPHICS);
    }

    @Test
    void takesADenyOfOneInstitutionAway() {
        Grant grant =
                only(Rule.permit(Set.of(RIVERSIDE, HILLSIDE), "laboratory").with(Rule.deny(Set.of(HILLSIDE))));

        assertThat(grant.grantee()).isEqualTo(RIVERSIDE);
    }

    @Test
    void takesADenyOfSensitiveContentAway() {
        Grant grant = only(Rule.permit(Set.of(RIVERSIDE), "laboratory")
                .labelled("N", "HIV", "PSY")
                .with(Rule.deny(Set.of()).labelled("HIV")));

        assertThat(grant.sensitivities()).isEqualTo(PSY);
        assertThat(grant.categories()).isEqualTo(LABORATORY | DEMOGRAPHICS);
    }

    @Test
    void takesADenyOfOnePurposeAway() {
        Grant grant = only(Rule.permit(Set.of(RIVERSIDE), "laboratory")
                .purposed(Purpose.TREAT, Purpose.HPAYMT)
                .with(Rule.deny(Set.of()).purposed(Purpose.TREAT)));

        assertThat(grant.purposes()).isEqualTo(Purpose.HPAYMT.mask());
    }

    @Test
    void splitsThePeriodAroundADeny() {
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        Rule rule = Rule.permit(Set.of(RIVERSIDE), "imaging")
                .with(Rule.deny(Set.of()).during(may, june));

        assertThat(grants(rule)).extracting(Grant::from).containsExactlyInAnyOrder(Grant.ALWAYS, june);
        assertThat(grants(rule)).extracting(Grant::to).containsExactlyInAnyOrder(may, Grant.FOREVER);
    }

    @Test
    void opensOnlyWhatPermitsNestedInABaseOfDenyOpen() {
        Grant grant = only(Rule.deny(Set.of()).with(Rule.permit(Set.of(RIVERSIDE), "imaging")));

        assertThat(grant.categories()).isEqualTo(IMAGING | DEMOGRAPHICS);
    }

    @Test
    void opensNothingForAPlainDeny() {
        assertThat(grants(Rule.deny(Set.of(RIVERSIDE), "imaging"))).isEmpty();
    }

    /** Row 36 of the attack list: a right that ends at midnight in Shanghai ends at that second. */
    @ParameterizedTest
    @CsvSource({
        "2026-03, 2026-02-28T16:00:00Z, 2026-03-31T16:00:00Z",
        "2026, 2025-12-31T16:00:00Z, 2026-12-31T16:00:00Z",
        "2026-03-05, 2026-03-04T16:00:00Z, 2026-03-05T16:00:00Z",
        "2026-03-05T00:00:00+08:00, 2026-03-04T16:00:00Z, 2026-03-04T16:00:00Z",
        "2024-02-29, 2024-02-28T16:00:00Z, 2024-02-29T16:00:00Z",
    })
    void beginsAndEndsWithTheDayInTheRegion(String date, Instant from, Instant to) {
        String starting = JOURNEY.replace("\"actor\"", "\"period\":{\"start\":\"" + date + "\"},\"actor\"");
        String ending = JOURNEY.replace("\"actor\"", "\"period\":{\"end\":\"" + date + "\"},\"actor\"");

        assertThat(grants(starting)).extracting(Grant::from).containsExactly(from);
        assertThat(grants(ending)).extracting(Grant::to).containsExactly(to);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            "class":[                 => "dataPeriod":{},"class":[             => NOT_SUPPORTED => Consent.provision.dataPeriod
            "class":[                 => "data":[{}],"class":[                 => NOT_SUPPORTED => Consent.provision.data
            "class":[                 => "modifierExtension":[{}],"class":[    => NOT_SUPPORTED => Consent.provision.modifierExtension
            "status"                  => "modifierExtension":[{}],"status"     => NOT_SUPPORTED => Consent
            "class":[                 => "class":"x","id":[                    => STRUCTURE     => Consent.provision.class
            "class":[                 => "purpose":[],"class":[                => STRUCTURE     => Consent.provision.purpose
            "class":[                 => "purpose":[{"code":"FUN"}],"class":[  => CODE_INVALID  => Consent.provision.purpose
            "class":[                 => "period":"2026","class":[             => STRUCTURE     => Consent.provision.period
            "class":[                 => "period":{"end":"2026-02-30"},"class":[ => VALUE       => Consent.provision.period.end
            "class":[                 => "period":{"end":"2026-02-03T10:00:00"},"class":[ => VALUE => Consent.provision.period.end
            "class":[                 => "securityLabel":[{"code":"X"}],"class":[ => CODE_INVALID => Consent.provision.securityLabel
            "class":[                 => "action":[{"coding":[{"code":"collect"}]}],"class":[ => NOT_SUPPORTED => Consent.provision.action
            "code":"laboratory"       => "code":"laboratories"                 => CODE_INVALID  => Consent.provision.class
            Organization/riverside    => Organization/nowhere                  => NOT_FOUND     => Consent.provision.actor[0].reference
            Organization/riverside    => Practitioner/riverside                => NOT_FOUND     => Consent.provision.actor[0].reference
            "code":"IRCP"             => "code":"CST"                          => NOT_SUPPORTED => Consent.provision.actor[0].role
            "class":[                 => "provision":[{}],"class":[            => REQUIRED      => Consent.provision.provision[0].type
            "class":[                 => "provision":[{"type":"deny","provision":[{"type":"permit"}]}],"class":[ => NOT_SUPPORTED => Consent.provision.provision[0].provision
            """)
    void refusesWhatItCannotEnforceExactly(String text, String replacement, Issue issue, String expression) {
        Compilation compilation = compile(JOURNEY.replace(text, replacement).getBytes(StandardCharsets.UTF_8));

        assertThat(((Refused) compilation).problems().getFirst().code()).isEqualTo(issue);
        assertThat(((Refused) compilation).problems().getFirst().expression()).isEqualTo(expression);
    }

    @Test
    void refusesAPermitToNobodyInParticular() {
        Refused refused = (Refused) compile(Rule.permit(Set.of(), "laboratory").consent());

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expression()).isEqualTo("Consent.provision.actor"));
    }

    @Test
    void refusesALabelThatCouldMeanLessThanItWouldOpen() {
        Refused refused =
                (Refused) compile(Rule.permit(Set.of(RIVERSIDE)).labelled("HIV").consent());

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expression()).isEqualTo("Consent.provision.securityLabel"));
    }

    @Test
    void refusesMoreGrantsThanItsLimit() {
        Rule[] denies = new Rule[200];
        for (int i = 0; i < denies.length; i++) {
            Instant day = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(172_800L * i);
            denies[i] = Rule.deny(Set.of()).during(day, day.plusSeconds(86_400));
        }

        Compilation compilation = compile(
                Rule.permit(Set.of(1, 2, 3, 4), "laboratory").with(denies).consent());

        assertThat(((Refused) compilation).problems().getFirst().code()).isEqualTo(Issue.TOO_COSTLY);
    }

    @Test
    void refusesRulesNestedTooDeep() {
        Rule rule = Rule.permit(Set.of(RIVERSIDE), "laboratory");
        for (int i = 0; i < 5; i++) {
            rule = Rule.permit(Set.of(RIVERSIDE), "laboratory").with(rule);
        }

        assertThat(((Refused) compile(rule.consent())).problems().getFirst().code())
                .isEqualTo(Issue.TOO_COSTLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Consent\",\"status\":\"active\",\"status\":\"draft\"}"
            })
    void refusesWhatIsNotAConsent(String json) {
        assertThat(compile(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Refused.class);
    }

    private Grant only(Rule rule) {
        List<Grant> grants = grants(rule);
        assertThat(grants).hasSize(1);
        return grants.getFirst();
    }

    private List<Grant> grants(Rule rule) {
        return ((Compiled) compile(rule.consent())).grants();
    }

    private List<Grant> grants(String json) {
        return ((Compiled) compile(json.getBytes(StandardCharsets.UTF_8))).grants();
    }

    private Compilation compile(byte[] json) {
        return compiler.compile(json, PERSON, CONSENT, reference -> switch (reference) {
            case "Organization/riverside" -> RIVERSIDE;
            case "http://o|hillside" -> HILLSIDE;
            default -> reference.matches("Organization/\\d+") ? Integer.parseInt(reference.substring(13)) : 0;
        });
    }
}
