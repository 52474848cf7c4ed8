/**
 * An installation as a whole: PostgreSQL, Keycloak and the hub of one home, started together and stopped in order.
 * External servers take the place of the embedded ones when the environment names them.
 */
@NullMarked
package org.hulian.launcher.install;

import org.jspecify.annotations.NullMarked;
