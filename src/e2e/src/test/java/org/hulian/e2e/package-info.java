/**
 * Whole journeys through the two commands, on real PostgreSQL and Keycloak.
 * Nothing here knows the hub's classes: it uses the command line, MLLP and FHIR as a user would.
 */
@NullMarked
package org.hulian.e2e;

import org.jspecify.annotations.NullMarked;
