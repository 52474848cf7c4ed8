/**
 * The rules of recognition as a resource a steward edits: every version of one Library is kept, and takes effect from its
 * own date. The region's files are its first version. See ADR 0057.
 */
@NullMarked
package org.hulian.fhir.recognition.catalogue;

import org.jspecify.annotations.NullMarked;
