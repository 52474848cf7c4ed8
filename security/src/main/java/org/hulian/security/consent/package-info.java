/**
 * Compiles roles, scopes and residents' consents into one predicate per resource type.
 * The predicate goes into the query itself, so nothing is filtered after it was found.
 */
@NullMarked
package org.hulian.security.consent;

import org.jspecify.annotations.NullMarked;
