/**
 * The person index: which source records of different institutions are one resident.
 * First piece: certain agreement of a national id or health-card number.
 */
@NullMarked
package org.hulian.fhir.person;

import org.jspecify.annotations.NullMarked;
