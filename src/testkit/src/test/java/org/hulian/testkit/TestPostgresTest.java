package org.hulian.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.postgres.Rights;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    private final TestPostgres postgres = TestPostgres.shared();

    @Test
    void isOneServerForTheWholeRun() {
        assertThat(TestPostgres.shared()).isSameAs(postgres);
        assertThat(ProcessHandle.of(postgres.pid())).isPresent();
    }

    @Test
    void givesFreshDatabasesEveryTime() throws SQLException {
        Database first = postgres.freshDatabase("registry", Rights.READ_WRITE);
        Database second = postgres.freshDatabase("registry", Rights.READ_WRITE);
        asOwner(first, "create schema hub; create table hub.t(a int)");

        asOwner(second, "create schema hub; create table hub.t(a int)");

        assertThat(first.name()).isNotEqualTo(second.name());
        postgres.drop(first);
        postgres.drop(second);
    }

    @Test
    void letsTheApplicationRoleWorkButNotChangeStructure() throws SQLException {
        Database database = postgres.freshDatabase("clinical", Rights.READ_WRITE);
        asOwner(database, "create schema hub; create table hub.t(id bigint generated always as identity, a int)");

        asUser(database, "insert into hub.t(a) values (1); update hub.t set a = 2; delete from hub.t");

        assertThatThrownBy(() -> asUser(database, "create table hub.u(a int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asUser(database, "drop table hub.t")).hasMessageContaining("must be owner");
        postgres.drop(database);
    }

    @Test
    void letsTheRoleOfALogOnlyAddAndRead() throws SQLException {
        Database database = postgres.freshDatabase("audit", Rights.APPEND_ONLY);
        asOwner(database, "create schema hub; create table hub.t(a int)");

        asUser(database, "insert into hub.t values (1); select * from hub.t");

        assertThatThrownBy(() -> asUser(database, "update hub.t set a = 2")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asUser(database, "delete from hub.t")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asUser(database, "truncate hub.t")).hasMessageContaining("permission denied");
        postgres.drop(database);
    }

    @Test
    void keepsForeignRolesOutOfADatabase() {
        Database mine = postgres.freshDatabase("registry", Rights.READ_WRITE);
        Database theirs = postgres.freshDatabase("clinical", Rights.READ_WRITE);

        assertThatThrownBy(() -> DriverManager.getConnection(mine.jdbcUrl(), theirs.user(), theirs.password()))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void copiesADatabaseWithItsRowsAndRights() throws SQLException {
        Database original = postgres.freshDatabase("registry", Rights.READ_WRITE);
        asOwner(original, "create schema hub; create table hub.t(a int); insert into hub.t values (7)");

        Database copy = postgres.copyOf(original);

        try (Connection connection = DriverManager.getConnection(copy.jdbcUrl(), copy.user(), copy.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select a from hub.t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void commitsInTwoPhases() throws SQLException {
        Database database = postgres.freshDatabase("clinical", Rights.READ_WRITE);
        asOwner(database, "create schema hub; create table hub.t(a int)");

        asUser(database, "begin; insert into hub.t values (1); prepare transaction 'tx-" + database.name() + "'");

        asUser(database, "commit prepared 'tx-" + database.name() + "'");
    }

    private static void asOwner(Database database, String sql) throws SQLException {
        execute(database, database.owner(), database.ownerPassword(), sql);
    }

    private static void asUser(Database database, String sql) throws SQLException {
        execute(database, database.user(), database.password(), sql);
    }

    private static void execute(Database database, String role, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
