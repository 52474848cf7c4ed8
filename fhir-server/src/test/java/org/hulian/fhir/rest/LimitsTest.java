package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** The limits of src/docs/LIMITS.md that no other test passes, as they are configured: past one the answer names it. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
class LimitsTest extends HubTest {
    private static final String NOTHING = "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}";

    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    /** Everything small. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("hulian.limits.bundle-entries", "20"),
                    Map.entry("hulian.limits.patch-operations", "2"),
                    Map.entry("hulian.limits.patch-values", "30"),
                    Map.entry("hulian.limits.conditional-deletions", "1"),
                    Map.entry("hulian.limits.everything-page", "1"),
                    Map.entry("hulian.limits.everything-max-page", "2"),
                    Map.entry("hulian.limits.operation-observations", "2"),
                    Map.entry("hulian.limits.document-resources", "1"),
                    Map.entry("hulian.limits.validation-bytes", "200"),
                    Map.entry("hulian.limits.validation-threads", "1"),
                    Map.entry("hulian.limits.validation-queue", "1"),
                    Map.entry("hulian.limits.statement-seconds", "4"),
                    Map.entry("hulian.limits.graphql.resources", "2"),
                    Map.entry("hulian.limits.graphql.seconds", "2"),
                    Map.entry("hulian.search.chain-keys", "2"),
                    Map.entry("hulian.search.included", "1"),
                    Map.entry("hulian.search.include-rounds", "1"),
                    Map.entry("hulian.search.codes", "1"),
                    Map.entry("hulian.search.sift-rows", "2"),
                    Map.entry("hulian.bulk.members", "2"),
                    Map.entry("hulian.bulk.group-depth", "1"),
                    Map.entry("hulian.bulk.file-rows", "2"),
                    Map.entry("hulian.bulk.files", "3"),
                    Map.entry("hulian.bulk.jobs", "2"),
                    Map.entry("hulian.bulk.chunk", "20"),
                    Map.entry("hulian.bulk.errors", "3"),
                    Map.entry("hulian.indicator.groups", "0"),
                    Map.entry("hulian.terminology.closures", "1"),
                    Map.entry("hulian.terminology.closure-concepts", "1"),
                    Map.entry("hulian.terminology.codes", "2"),
                    Map.entry("hulian.terminology.validations", "1"),
                    Map.entry("hulian.terminology.resources", "1"));
        }
    }

    private static void assertCostly(Answer answer, String what) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issue()).as(answer.body()).isEqualTo("too-costly");
        assertThat(answer.body()).contains(what);
    }

    @Test
    void entriesOfABundle() {
        String entries = String.join(
                ",",
                Collections.nCopies(
                        21, "{\"resource\":" + NOTHING + ",\"request\":{\"method\":\"POST\",\"url\":\"Basic\"}}"));

        assertCostly(
                hospital.post("/fhir", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}"),
                "at most 20");
        assertCostly(
                hospital.post(
                        "/fhir", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}"),
                "at most 20");
    }

    @Test
    void operationsAndValuesOfAPatch() {
        String id = created(hospital.post("/fhir/Basic", NOTHING));
        String one = "{\"op\":\"add\",\"path\":\"/language\",\"value\":\"zh\"}";
        String many = IntStream.range(0, 40)
                .mapToObj(i -> "{\"url\":\"u\",\"valueInteger\":1}")
                .collect(Collectors.joining(","));

        assertCostly(patch(id, "[" + one + "," + one + "," + one + "]"), "at most 2");
        assertCostly(patch(id, "[{\"op\":\"add\",\"path\":\"/extension\",\"value\":[" + many + "]}]"), "at most 30");
    }

    private Answer patch(String id, String patch) {
        return hospital.send(
                "PATCH",
                "/fhir/Basic/" + id,
                patch.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json-patch+json");
    }

    @Test
    void deletionsByOneCriteria() {
        String tagged = NOTHING.replace("{\"text\"", "{\"coding\":[{\"code\":\"limit\"}],\"text\"");
        created(hospital.post("/fhir/Basic", tagged));
        created(hospital.post("/fhir/Basic", tagged));

        Answer answer = hospital.delete("/fhir/Basic?code=limit");

        assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        assertThat(answer.body()).contains("more than 1");
    }

    @Test
    void pagesOfEverythingDocumentsAndStatistics() {
        String patient = patient("limit-everything");
        for (int day = 1; day <= 3; day++) {
            glucose(patient, day);
        }
        String composition = created(hospital.post("/fhir/Composition", """
                {"resourceType":"Composition","status":"final","type":{"text":"t"},"date":"2026-11-01","title":"t",
                "author":[{"display":"a"}],"subject":{"reference":"Patient/%s"}}""".formatted(patient)));

        assertThat(hospital.get("/fhir/Patient/" + patient + "/$everything").ids())
                .hasSize(1);
        assertThat(hospital.get("/fhir/Patient/" + patient + "/$everything?_count=50")
                        .ids())
                .hasSize(2);
        assertCostly(hospital.get("/fhir/Composition/" + composition + "/$document"), "at most 1");
        assertCostly(hospital.get("/fhir/Observation/$lastn?patient=" + patient + "&category=laboratory"), "at most 2");
        assertCostly(
                hospital.get("/fhir/Observation/$stats?subject=Patient/" + patient
                        + "&code=14749-6&system=http://loinc.org&statistic=average"),
                "at most 2");
        assertCostly(
                hospital.post(
                        "/fhir/$graphql",
                        "{ ObservationList(patient: \"" + patient + "\") { id } }",
                        "Content-Type",
                        "application/graphql"),
                "at most 2");
    }

    @Test
    void stepsOfAChainAndWhatIsIncluded() {
        String patient = patient("limit-chain-1");
        patient("limit-chain-2");
        patient("limit-chain-3");
        glucose(patient, 1);
        glucose(patient, 2);

        Answer included = hospital.get("/fhir/Patient?_id=" + patient + "&_revinclude=Observation:patient");

        assertCostly(hospital.get("/fhir/Observation?patient.gender=female"), "at most 2");
        assertThat(included.status()).as(included.body()).isEqualTo(200);
        assertThat(included.body()).contains("OperationOutcome", "too-costly");
    }

    @Test
    void codesOfAValueSet() {
        String set = """
                {"resourceType":"ValueSet","url":"urn:limit:set","status":"active","compose":{"include":[{
                "system":"http://loinc.org","concept":[{"code":"718-7"},{"code":"789-8"},{"code":"4544-3"}]}]}}""";
        created(steward.post("/fhir/ValueSet", set));
        String check = "{\"name\":\"validation\",\"resource\":{\"resourceType\":\"Parameters\",\"parameter\":["
                + "{\"name\":\"url\",\"valueUri\":\"urn:limit:set\"},"
                + "{\"name\":\"coding\",\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"718-7\"}}]}}";
        String sent = "{\"name\":\"tx-resource\",\"resource\":" + set + "}";

        assertCostly(hospital.get("/fhir/Observation?code:in=urn:limit:set"), "at most 1");
        Answer expanded = hospital.get("/fhir/ValueSet/$expand?url=urn:limit:set");
        assertThat(expanded.status()).isEqualTo(422);
        assertThat(expanded.issue()).isEqualTo("too-costly");
        Answer batch = hospital.post(
                "/fhir/ValueSet/$batch-validate-code",
                "{\"resourceType\":\"Parameters\",\"parameter\":[" + check + "," + check + "]}");
        assertThat(batch.status()).as(batch.body()).isBetween(400, 499);
        assertThat(batch.body()).contains("At most 1 validations");
        Answer resources = hospital.post(
                "/fhir/ValueSet/$expand",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"url\",\"valueUri\":\"urn:x\"}," + sent
                        + "," + sent + "]}");
        assertThat(resources.status()).as(resources.body()).isBetween(400, 499);
        assertThat(resources.body()).contains("At most 1 ");
    }

    @Test
    void bytesOfAResourceToValidate() {
        Answer answer = hospital.post("/fhir/Basic/$validate", NOTHING.replace("\"x\"", "\"" + "x".repeat(300) + "\""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.issue()).isEqualTo("too-long");
    }

    @Test
    void membersOfAGroupThatIsExported() {
        String group = created(hospital.post("/fhir/Group", """
                {"resourceType":"Group","type":"person","actual":true,"member":[
                {"entity":{"reference":"Patient/%s"}},{"entity":{"reference":"Patient/%s"}},
                {"entity":{"reference":"Patient/%s"}}]}""".formatted(
                        patient("limit-member-1"), patient("limit-member-2"), patient("limit-member-3"))));

        Answer status = exported("Group/" + group);

        assertThat(status.status()).as(status.body()).isEqualTo(400);
        assertThat(status.issue()).isEqualTo("too-costly");
        assertThat(status.body()).contains("members of the Group: 3 asked, at most 2");
    }

    @Test
    void levelsOfGroupsWithinAGroupThatIsExported() {
        String inner = "\"type\":\"person\",\"actual\":true";
        put(hospital, "Group/limit-c", inner);
        put(hospital, "Group/limit-b", inner + ",\"member\":[{\"entity\":{\"reference\":\"Group/limit-c\"}}]");
        put(hospital, "Group/limit-a", inner + ",\"member\":[{\"entity\":{\"reference\":\"Group/limit-b\"}}]");

        Answer within = exported("Group/limit-b");
        Answer past = exported("Group/limit-a");

        assertThat(within.status()).as(within.body()).isEqualTo(200);
        assertCostly(past, "levels of Groups within the Group: 2 asked, at most 1");
    }

    private Answer exported(String group) {
        Answer begun = hospital.get("/fhir/" + group + "/$export", "Prefer", "respond-async");
        String job = begun.header("Content-Location").replaceFirst(".*(?=/fhir/)", "");
        Answer status = Eventually.met(() -> hospital.get(job), answer -> answer.status() != 202);
        hospital.delete(job);
        return status;
    }

    @Test
    void wordsOfASearch() {
        String comparisons = String.join("%20or%20", Collections.nCopies(65, "gender%20eq%20male"));
        String parentheses = "(".repeat(17) + "gender%20eq%20male" + ")".repeat(17);
        String parameters = IntStream.range(0, 33).mapToObj(i -> "gender=male").collect(Collectors.joining("&"));
        String values = String.join(",", Collections.nCopies(201, "a"));

        assertCostly(hospital.get("/fhir/Patient?_filter=" + comparisons), "64");
        assertCostly(hospital.get("/fhir/Patient?_filter=" + parentheses), "16");
        assertCostly(hospital.get("/fhir/Patient?" + parameters), "at most 32");
        assertCostly(hospital.get("/fhir/Patient?identifier=" + values), "at most 200");
        assertCostly(hospital.get("/fhir/Patient?_sort=gender,birthdate,family,_id"), "at most 3");
        assertCostly(hospital.get("/fhir/Patient?family=" + "a".repeat(1_025)), "at most 1024");
        assertCostly(
                hospital.post(
                        "/fhir/Patient/_search",
                        "_id=" + String.join(",", Collections.nCopies(1_001, "a")),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                "at most 1000");
        assertCostly(hospital.get("/fhir/Patient?" + String.join("&", Collections.nCopies(501, "a=1"))), "at most 500");
    }

    @Test
    void addressesAndHeaders() {
        assertThat(hospital.get("/fhir/Patient?identifier=" + "a".repeat(9_000)).status())
                .isEqualTo(414);
        assertThat(hospital.get("/fhir/Patient?identifier=a", "X-Long", "a".repeat(40_000))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void digitsOfANumberAndExpressionsOfAParameter() {
        Answer number = hospital.post(
                "/fhir/Observation",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"valueQuantity\":{\"value\":"
                        + "1".repeat(65) + "}}");
        Answer expression = steward.post("/fhir/SearchParameter", """
                {"resourceType":"SearchParameter","url":"urn:limit:p","name":"long","status":"active","description":"d",
                "code":"long","base":["Specimen"],"type":"string","expression":"%s"}""".formatted(
                        String.join(" | ", Collections.nCopies(120, "Specimen.note.text"))));

        assertThat(number.status()).as(number.body()).isEqualTo(400);
        assertThat(expression.status()).as(expression.body()).isEqualTo(422);
        assertThat(expression.body()).contains("SearchParameter.expression");
    }
}
