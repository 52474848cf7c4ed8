/**
 * The commands of {@code ./hub}: they start the real parts, ask them, and run the dry runs that need no server.
 * Nothing here knows Quarkus; the hub is a process started like PostgreSQL and Keycloak.
 */
@NullMarked
package org.hulian.launcher;

import org.jspecify.annotations.NullMarked;
