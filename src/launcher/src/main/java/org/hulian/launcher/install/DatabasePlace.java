package org.hulian.launcher.install;

import java.net.URI;
import org.hulian.launcher.LaunchFailure;

/**
 * A PostgreSQL server and a role on it that may create databases and roles.
 *
 * @param host     name or address
 * @param user     the role
 * @param password of that role
 */
record DatabasePlace(String host, int port, String user, String password) {
    private static final int DEFAULT_PORT = 5432;

    /** Of the form {@code postgresql://user:password@host:port}. */
    static DatabasePlace parse(String url) {
        URI uri = URI.create(url);
        String[] account = String.valueOf(uri.getUserInfo()).split(":", 2);
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || account.length != 2) {
            throw new LaunchFailure("HULIAN_POSTGRES_URL must read postgresql://USER:PASSWORD@HOST:PORT,"
                    + " with a role that may create databases and roles.");
        }
        return new DatabasePlace(
                uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), account[0], account[1]);
    }
}
