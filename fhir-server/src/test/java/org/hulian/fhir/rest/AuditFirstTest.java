package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** No byte leaves unaudited: the entry is there before the answer, and without an entry there is no answer. */
@QuarkusTest
class AuditFirstTest extends HubTest {
    @Test
    void hasTheEntryBeforeTheAnswer() throws SQLException {
        String id = patient("before");
        long before = reads(id);

        hospital.get("/fhir/Patient/" + id);

        assertThat(reads(id)).isEqualTo(before + 1);
    }

    @Test
    void disclosesNothingWhenTheLogCannotBeWritten() throws SQLException {
        String id = patient("silent");
        asOwner("alter table hub.entry rename to entry_away");
        try {
            Answer read = hospital.get("/fhir/Patient/" + id);
            Answer search = hospital.get("/fhir/Patient?_id=" + id);
            Answer absent = hospital.get("/fhir/Patient/nobody");

            assertThat(read.status()).isEqualTo(503);
            assertThat(read.issue()).isEqualTo("transient");
            assertThat(read.header("Retry-After")).isNotEmpty();
            assertThat(read.body()).doesNotContain("1990");
            assertThat(search.status()).isEqualTo(503);
            assertThat(absent.status()).isEqualTo(503);
            assertThat(hub.get("/q/health/ready").status()).isEqualTo(503);
        } finally {
            asOwner("alter table hub.entry_away rename to entry");
        }

        assertThat(hospital.get("/fhir/Patient/" + id).status()).isEqualTo(200);
    }

    @Test
    void recordsWhatWasRefused() throws SQLException {
        long denied = count("AUTHENTICATE");
        long rejected = count("CREATE");

        hub.get("/fhir/Patient/nobody");
        hospital.post("/fhir/Patient", "{\"resourceType\":\"Patient\",\"colour\":\"red\"}");

        assertThat(count("AUTHENTICATE")).isEqualTo(denied + 1);
        assertThat(count("CREATE")).isEqualTo(rejected + 1);
    }

    /** Of this resource: the hub itself reads others in the background. */
    private static long reads(String id) throws SQLException {
        return countWhere("interaction = 'READ' and convert_from(body, 'UTF8') like '%" + id + "%'");
    }

    private static long count(String interaction) throws SQLException {
        return countWhere("interaction = '" + interaction + "'");
    }

    private static long countWhere(String condition) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from hub.entry where " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection owner() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(
                                config.getValue("hulian.db.audit.port", String.class),
                                config.getValue("hulian.db.audit.database", String.class)),
                config.getValue("hulian.db.audit.owner-user", String.class),
                config.getValue("hulian.db.audit.owner-password", String.class));
    }
}
