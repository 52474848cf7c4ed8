/**
 * The edge of {@code org.hulian.security.consent}: what residents' Consents come to, as rows every query joins.
 * A package of its own, because neither the store nor the person index should know what a Consent says.
 */
@NullMarked
package org.hulian.fhir.consent;

import org.jspecify.annotations.NullMarked;
