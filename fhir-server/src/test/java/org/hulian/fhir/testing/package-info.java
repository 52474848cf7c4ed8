/**
 * A whole hub for tests: real PostgreSQL, an issuer of its own on the loopback address, a region of three institutions.
 * Nothing is imitated but Keycloak's signature.
 */
@NullMarked
package org.hulian.fhir.testing;

import org.jspecify.annotations.NullMarked;
