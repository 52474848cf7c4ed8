/**
 * The server's side of the console: its pages, sign-in at Keycloak, sessions, and the way from a session to the FHIR API.
 * It decides nothing: a request of the console enters like any other client's, with its person's token. See ADR 0091.
 */
@NullMarked
package org.hulian.fhir.console;

import org.jspecify.annotations.NullMarked;
