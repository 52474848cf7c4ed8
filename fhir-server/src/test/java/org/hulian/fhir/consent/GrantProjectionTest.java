package org.hulian.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.HubDatabases;
import org.hulian.fhir.person.IdentifierSystems;
import org.hulian.fhir.person.PlainTransaction;
import org.hulian.fhir.person.PostgresPersonIndex;
import org.hulian.fhir.person.SourceRecord;
import org.hulian.fhir.region.InstitutionsFile;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Written;
import org.hulian.fhir.store.Written.Change;
import org.hulian.security.consent.ConsentCompiler;
import org.hulian.security.consent.RecordCategories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrantProjectionTest {
    private static final int RIVERSIDE = 4;

    private static HubDatabases databases;
    private static GrantProjection projection;

    private final UUID patient = UUID.randomUUID();
    private final UUID consent = UUID.randomUUID();

    @BeforeAll
    static void start() {
        databases = new HubDatabases();
        projection = new GrantProjection(
                new ConsentCompiler(RecordCategories.load(), ZoneId.of("Asia/Shanghai")),
                InstitutionsFile.read(Path.of("../src/demo/region/institutions.yaml"))::numberOf);
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @Test
    void aConsentBecomesGrantsInBothDatabases() {
        register(patient);

        write(Change.CREATED, laboratoryTo("riverside"));

        assertThat(grants(databases.registry())).containsExactly(patient + " " + patient + " " + RIVERSIDE);
        UUID hidden = PlainTransaction.hidden(patient);
        assertThat(grants(databases.clinical())).containsExactly(hidden + " " + hidden + " " + RIVERSIDE);
    }

    @Test
    void aNewVersionReplacesThemAndWithdrawalRemovesThem() {
        register(patient);
        write(Change.CREATED, laboratoryTo("riverside"));

        write(Change.UPDATED, laboratoryTo("hillside"));
        assertThat(grants(databases.clinical())).singleElement().asString().endsWith(" 5");

        write(Change.UPDATED, laboratoryTo("hillside").replace("\"active\"", "\"inactive\""));
        assertThat(grants(databases.registry())).isEmpty();
        assertThat(grants(databases.clinical())).isEmpty();
    }

    @Test
    void aDeletedConsentGrantsNothing() {
        register(patient);
        write(Change.CREATED, laboratoryTo("riverside"));

        write(Change.DELETED, null);

        assertThat(grants(databases.registry())).isEmpty();
        assertThat(grants(databases.clinical())).isEmpty();
    }

    @Test
    void grantsAreThePersonsAndFollowWhenRecordsAreLinked() {
        UUID other = UUID.randomUUID();
        String card = UUID.randomUUID().toString();
        register(other);
        link(other, card);
        register(patient);
        write(Change.CREATED, laboratoryTo("riverside"));

        link(patient, card);

        assertThat(grants(databases.registry())).containsExactly(patient + " " + other + " " + RIVERSIDE);
        assertThat(grants(databases.clinical()))
                .containsExactly(
                        PlainTransaction.hidden(patient) + " " + PlainTransaction.hidden(other) + " " + RIVERSIDE);
        write(Change.UPDATED, laboratoryTo("hillside"));
        assertThat(grants(databases.registry())).containsExactly(patient + " " + other + " 5");
    }

    @Test
    void aConsentOfAnUnknownPatientIsRefusedWithTheElement() {
        assertThatThrownBy(() -> write(Change.CREATED, laboratoryTo("riverside")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Invalid.class,
                                        invalid -> assertThat(invalid.issues())
                                                .map(Failure.Issue::expression)
                                                .containsExactly("Consent.patient")));
    }

    @Test
    void aConsentThatCannotBeHonouredIsRefusedAndLeavesTheOldGrants() {
        register(patient);
        write(Change.CREATED, laboratoryTo("riverside"));

        assertThatThrownBy(() -> write(Change.UPDATED, laboratoryTo("nowhere")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Invalid.class,
                                        invalid -> assertThat(invalid.issues())
                                                .first()
                                                .satisfies(issue -> {
                                                    assertThat(issue.expression())
                                                            .contains("actor");
                                                    assertThat(issue.zh()).isNotBlank();
                                                })));
        assertThat(grants(databases.registry())).hasSize(1);
    }

    private void write(Change change, @Nullable String body) {
        var types = ResourceTypes.r4();
        Written written = new Written(
                new ResourceKey(types.get("Consent"), new ResourceId(consent.toString())),
                Version.FIRST,
                Instant.now(),
                change,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                patient);
        PlainTransaction.in(
                databases, transaction -> projection.apply(transaction, written).replaceWith(true));
    }

    private String laboratoryTo(String institution) {
        return """
                {"resourceType":"Consent","id":"%s","status":"active",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                   "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"Patient/%s"},
                 "provision":{"type":"permit",
                   "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                     "code":"IRCP"}]},"reference":{"reference":"Organization/%s"}}],
                   "class":[{"system":"http://hulian.org/fhir/CodeSystem/record-category","code":"laboratory"}]}}
                """.formatted(consent, patient, institution);
    }

    private static void link(UUID patient, String card) {
        byte[] body = ("{\"identifier\":[{\"system\":\"" + IdentifierSystems.HEALTH_CARD + "\",\"value\":\"" + card
                        + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        PlainTransaction.in(
                databases,
                transaction -> new PostgresPersonIndex().link(transaction, List.of(new SourceRecord(patient, body))));
    }

    private static void register(UUID patient) {
        databases
                .registry()
                .preparedQuery("""
                        insert into hub.resource_index(key, patient, person, category, effective, ends, updated, present,
                            version, owner, sensitivity, type, tokens)
                        values ($1, $1, $1, 1, now(), now(), now(), 0, 1, 1, 0, $2, '{}')
                        """)
                .executeAndAwait(
                        Tuple.of(patient, ResourceTypes.r4().get("Patient").number()));
    }

    private List<String> grants(Pool pool) {
        List<String> grants = new ArrayList<>();
        for (Row row : pool.preparedQuery("select patient, person, grantee from hub.grants where consent = $1")
                .executeAndAwait(Tuple.of(consent))) {
            grants.add(row.getUUID(0) + " " + row.getUUID(1) + " " + row.getInteger(2));
        }
        return grants;
    }
}
