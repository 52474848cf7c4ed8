/**
 * Reads the SMART App Launch 2 scopes of a token.
 * Scopes only ever narrow what roles, institutions and consents already allow.
 */
@NullMarked
package org.hulian.security.scope;

import org.jspecify.annotations.NullMarked;
