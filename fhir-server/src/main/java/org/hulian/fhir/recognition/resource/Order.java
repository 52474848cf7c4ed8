package org.hulian.fhir.recognition.resource;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is ordered for whom.
 *
 * @param reference {@code ServiceRequest/id}, or how the request names it
 * @param patient   reference of the patient, null where the order names none
 * @param codes     what is ordered, in each code that is given
 * @param name      the order in words, as it was sent
 * @param authored  when it was made, null where not stated
 * @param prohibits whether it says not to do it, {@code doNotPerform}: nothing is looked for then
 */
public record Order(
        String reference,
        @Nullable String patient,
        List<String> codes,
        String name,
        @Nullable Instant authored,
        boolean prohibits) {

    /** The same order under the name its container gives it. */
    Order named(String name) {
        return new Order(name, patient, codes, this.name, authored, prohibits);
    }

    /** The same order for the patient as this server knows them. */
    public Order about(String here) {
        return new Order(reference, here, codes, name, authored, prohibits);
    }

    /** The same order for a patient known from elsewhere, where it names none itself. */
    public Order of(String known) {
        return patient == null ? new Order(reference, known, codes, name, authored, prohibits) : this;
    }
}
