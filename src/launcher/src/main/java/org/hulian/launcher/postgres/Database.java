package org.hulian.launcher.postgres;

/**
 * A database and the two roles that work in it.
 *
 * @param owner owns the objects; migrations run as this role
 * @param user  the hub's own role: reads and writes rows, changes no structure; in an audit log it may only add and read
 */
public record Database(
        String host, int port, String name, String owner, String ownerPassword, String user, String password) {
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }
}
