/**
 * Real parts for tests: one PostgreSQL and one Keycloak per module run, with fresh databases on request.
 * Uses the launcher's own classes, so every test run also proves that the launcher works.
 */
@NullMarked
package org.hulian.testkit;

import org.jspecify.annotations.NullMarked;
