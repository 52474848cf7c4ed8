package org.hulian.launcher.install;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.postgres.Database;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What is sealed under the hub's master keys, told by the key id in bytes 2 to 5 of every piece; 0 is a resident's own
 * key and not counted.
 *
 * @param byKey pieces by master key id
 */
public record SealedPieces(Map<Integer, Long> byKey) {
    private static final List<String> IN_BOTH = List.of(
            "select sealed from hub.resource_body",
            "select sealed from hub.resource_history",
            "select entry from hub.audit_outbox");
    private static final String WRAPPED = "select wrapped from hub.resident_key";
    private static final String MESSAGES = "select sealed from hub.feed_message";

    static SealedPieces in(Databases databases) {
        Map<Integer, Long> byKey = new TreeMap<>();
        count(databases.registry(), WRAPPED, byKey);
        count(databases.clinical(), MESSAGES, byKey);
        for (String pieces : IN_BOTH) {
            count(databases.registry(), pieces, byKey);
            count(databases.clinical(), pieces, byKey);
        }
        byKey.remove(0);
        return new SealedPieces(byKey);
    }

    private static void count(Database database, String pieces, Map<Integer, Long> byKey) {
        String byId = "select ('x' || encode(substring(piece from 2 for 4), 'hex'))::bit(32)::int as id, count(*)"
                + " from (" + pieces + ") sealed(piece) where get_byte(piece, 0) = 1 group by id";
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.host()});
        source.setPortNumbers(new int[] {database.port()});
        source.setDatabaseName(database.name());
        source.setUser(database.owner());
        source.setPassword(database.ownerPassword());
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(byId);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                byKey.merge(rows.getInt(1), rows.getLong(2), Long::sum);
            }
        } catch (SQLException e) {
            throw new LaunchFailure("Database " + database.name() + " cannot be asked: " + e.getMessage(), e);
        }
    }
}
