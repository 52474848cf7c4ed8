/**
 * Checks resources against the base specification and profiles, by HAPI's validator on threads of its own.
 * Definitions uploaded as resources count as soon as they are stored.
 */
@NullMarked
package org.hulian.fhir.validate;

import org.jspecify.annotations.NullMarked;
