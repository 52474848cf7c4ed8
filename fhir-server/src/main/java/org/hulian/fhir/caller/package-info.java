/**
 * From a bearer token to a caller: keys of the issuer, tokens already verified, institutions of the region.
 * The decision about a token is taken by {@code org.hulian.security.identity}; here is only what waits.
 */
@NullMarked
package org.hulian.fhir.caller;

import org.jspecify.annotations.NullMarked;
