package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.Store;
import org.hulian.launcher.postgres.Database;
import org.hulian.testkit.TestPostgres;
import org.junit.jupiter.api.Test;

/** What a dump of the clinical database shows: nobody. */
class PseudonymityTest {
    private static final String PERSON = UUID.randomUUID().toString().replaceFirst("^(.{14}).", "$14");
    private static final List<String> NEVER = List.of(
            PERSON,
            "source-record-7",
            "王小明",
            "110101199003072316",
            "13800001111",
            "Chaoyang Road",
            "c2VjcmV0IGxldHRlcg");

    private static final String OBSERVATION = """
            {"resourceType":"Observation","id":"o-%1$s","text":{"status":"generated","div":"<div>王小明</div>"},
             "contained":[{"resourceType":"Patient","id":"c","name":[{"text":"王小明"}],"telecom":[{"value":"13800001111"}]}],
             "status":"final","code":{"text":"x"},
             "subject":{"display":"王小明","reference":"%2$sPatient/%3$s","identifier":{"value":"110101199003072316"}},
             "performer":[{"reference":"Patient/%3$s/_history/2"},{"type":"Patient","identifier":{"value":"110101199003072316"}}],
             "note":[{"text":"lives at Chaoyang Road"}]}
            """;

    private static String document(String patient) {
        return """
                {"resourceType":"DocumentReference","id":"d1","status":"current","subject":{"reference":"Patient/%s"},
                 "content":[{"attachment":{"contentType":"text/plain","data":"c2VjcmV0IGxldHRlcg=="}}]}
                """.formatted(patient);
    }

    @Test
    void theClinicalDatabaseHoldsNoPatientIdNameIdentifierOrNarrative() throws SQLException {
        try (TestStore hub = new TestStore()) {
            hub.put(
                    TestStore.FIRST,
                    "{\"resourceType\":\"Patient\",\"id\":\"" + PERSON
                            + "\",\"name\":[{\"text\":\"王小明\"}],\"identifier\":[{\"system\":"
                            + "\"http://hulian.org/fhir/identifier/national-id\",\"value\":\"110101199003072316\"}]}");
            hub.put(
                    TestStore.FIRST,
                    OBSERVATION.formatted("a", "", PERSON),
                    OBSERVATION.formatted("b", TestStore.BASE + "/", PERSON),
                    OBSERVATION.formatted("c", "", "source-record-7"),
                    document(PERSON),
                    "{\"resourceType\":\"Binary\",\"id\":\"bin\",\"contentType\":\"text/plain\",\"data\":\"c2VjcmV0IGxldHRlcg==\"}");
            hub.put(TestStore.FIRST, OBSERVATION.replace("\"x\"", "\"y\"").formatted("a", "", PERSON));

            assertThat(leaks(hub.databases.clinical())).isEmpty();

            assertThat(hub.text("Observation/o-a"))
                    .contains("Patient/" + PERSON + "\"", "王小明", "Chaoyang Road", "13800001111");
            assertThat(hub.text("Observation/o-b")).contains("\"" + TestStore.BASE + "/Patient/" + PERSON + "\"");
            assertThat(hub.text("Observation/o-c"))
                    .contains("\"Patient/source-record-7\"", "Patient/source-record-7/_history/2");
            assertThat(hub.text("Binary/bin")).contains("c2VjcmV0IGxldHRlcg==");
            assertThat(hub.ids("Observation?patient=Patient/" + PERSON)).hasSize(2);
            assertThat(hub.ids("Observation?performer=Patient/source-record-7")).containsExactly("o-c");
        }
    }

    /** Table, column and needle wherever one is found in any row. */
    private static List<String> leaks(Database database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = TestPostgres.shared().connect(database.name());
                Statement statement = connection.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("select table_name, column_name, data_type from information_schema.columns"
                            + " where table_schema in ('hub', 'public')")) {
                while (rows.next()) {
                    columns.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
                }
            }
            for (String[] column : columns) {
                boolean bytes = column[2].equals("bytea");
                String text = bytes ? column[1] : column[1] + "::text";
                for (String never : NEVER) {
                    String needle = bytes ? "convert_to('" + never + "', 'UTF8')" : "'" + never + "'";
                    String schema = column[0].startsWith("flyway") ? "public." : "hub.";
                    try (ResultSet rows = statement.executeQuery("select count(*) from " + schema + column[0]
                            + " where position(" + needle + " in " + text + ") > 0")) {
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            found.add(column[0] + "." + column[1] + ": " + never);
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void theScanWouldFindWhatIsThere() throws SQLException {
        try (TestStore hub = new TestStore()) {
            hub.put(
                    TestStore.FIRST,
                    "{\"resourceType\":\"Patient\",\"id\":\"" + PERSON + "\",\"name\":[{\"text\":\"王小明\"}]}");

            assertThat(leaks(hub.databases.registry()))
                    .contains("resource_index.key: " + PERSON, "resource_body.body: 王小明", "string_index.value: 王小明");
            assertThat(hub.number(Store.CLINICAL, "select count(*) from hub.resource_index"))
                    .isZero();
        }
    }
}
