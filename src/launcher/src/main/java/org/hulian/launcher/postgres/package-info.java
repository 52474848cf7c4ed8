/**
 * A PostgreSQL cluster of our own from the published binaries: unpacked once, durable, bound to the loopback address.
 * Creates the databases registry, clinical and audit, each with an owner for migrations and a least-rights application role.
 */
@NullMarked
package org.hulian.launcher.postgres;

import org.jspecify.annotations.NullMarked;
