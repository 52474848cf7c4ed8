/**
 * Mutual recognition: may a result made elsewhere stand in for a test that is being ordered?
 * A pure core over data (catalogue, certificates, scopes) that answers every candidate with every condition it meets or fails.
 */
@NullMarked
package org.hulian.fhir.recognition;

import org.jspecify.annotations.NullMarked;
