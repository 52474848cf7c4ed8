/**
 * Turns a bearer token into a {@link org.hulian.security.identity.VerifiedToken} or a reason to refuse it.
 * Follows RFC 8725: the algorithm list is ours, keys come only from the given set, nothing is fetched.
 */
@NullMarked
package org.hulian.security.identity;

import org.jspecify.annotations.NullMarked;
