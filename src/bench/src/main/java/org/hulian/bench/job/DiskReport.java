package org.hulian.bench.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hulian.bench.scenario.BenchFailure;
import org.hulian.launcher.home.Secrets;

/**
 * Bytes on disk of the three databases of a home, by table and index.
 *
 * @param resources current versions of resources, in both stores
 */
public record DiskReport(long resources, List<Part> parts) {
    private static final String SIZES = """
            select n.nspname || '.' || t.relname, c.relname, c.relkind = 'i', pg_relation_size(c.oid)
              from pg_class c
              left join pg_index i on i.indexrelid = c.oid
              left join pg_class toast on toast.reltoastrelid = coalesce(i.indrelid, c.oid)
              join pg_class t on t.oid = coalesce(toast.oid, i.indrelid, c.oid)
              join pg_namespace n on n.oid = t.relnamespace
             where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'i', 't')
               and (c.relkind = 'r' or i.indexrelid is not null or toast.oid is not null)
            """;

    /** A table, its long values, or an index of it; bytes. */
    public record Part(String database, String table, String name, boolean index, long bytes) {}

    /** Of the PostgreSQL of a home. */
    public static DiskReport of(Path home, int port) {
        Secrets secrets = new Secrets(home.resolve("secrets.json"));
        List<Part> parts = new ArrayList<>();
        long resources = 0;
        for (String database : List.of("registry", "clinical", "audit")) {
            String owner = database + "_owner";
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                            owner,
                            secrets.password("postgres", owner));
                    Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery(SIZES)) {
                    while (rows.next()) {
                        parts.add(new Part(
                                database, rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getLong(4)));
                    }
                }
                if (!database.equals("audit")) {
                    resources += count(statement);
                }
            } catch (SQLException e) {
                throw new BenchFailure("Database " + database + " cannot be asked: " + e.getMessage(), e);
            }
        }
        return new DiskReport(resources, parts);
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from hub.resource_index")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The largest first; what is below a thousandth of the whole is left away. */
    public String table() {
        long all = parts.stream().mapToLong(Part::bytes).sum();
        StringBuilder table = new StringBuilder(
                "%-9s %-26s %-34s %10s %12s%n".formatted("database", "table", "part", "MB", "bytes/res."));
        parts.stream()
                .filter(part -> part.bytes() * 1_000 >= all)
                .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
                .forEach(part -> table.append("%-9s %-26s %-34s %10.1f %12.1f%n"
                        .formatted(
                                part.database(),
                                part.table(),
                                part.index()
                                        ? part.name()
                                        : part.name().startsWith("pg_toast") ? "long values" : "rows",
                                part.bytes() / 1e6,
                                each(part.bytes()))));
        return table + "%d resources, %.1f MB, %.0f bytes each%n".formatted(resources, all / 1e6, each(all));
    }

    public ObjectNode json() {
        ObjectNode report = new ObjectMapper().createObjectNode().put("resources", resources);
        for (Part part : parts) {
            report.withArray("parts")
                    .addObject()
                    .put("database", part.database())
                    .put("table", part.table())
                    .put("name", part.name())
                    .put("bytes", part.bytes());
        }
        return report;
    }

    private double each(long bytes) {
        return (double) bytes / Math.max(1, resources);
    }
}
