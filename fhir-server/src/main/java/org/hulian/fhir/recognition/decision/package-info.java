/**
 * What a clinician decides about an order line that an earlier result may answer, and the record of it: Task, Provenance,
 * the notice to the patient and the order itself, written together or not at all. See ADR 0055.
 */
@NullMarked
package org.hulian.fhir.recognition.decision;

import org.jspecify.annotations.NullMarked;
