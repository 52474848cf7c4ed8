package org.hulian.security.consent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether an interaction may be tried at all. */
public sealed interface Decision {

    /**
     * It may be tried, on these rows.
     *
     * @param reach {@code OWN}: the row must belong to the institution; {@code ALL} with a compartment: it must be of
     *     that patient
     * @param compartment key of the patient the row must be of, or null
     */
    record Permit(Reach reach, int institution, @Nullable UUID compartment) implements Decision {}

    record Deny(Reason reason) implements Decision {}

    /** Why not, as a code for the audit and the answer. */
    enum Reason {
        /** No scope of the token covers the type and interaction. */
        SCOPE("scope"),
        /** No role of the caller, at this kind of institution, may do this. */
        ROLE("role"),
        /** The role acts for an institution and the caller has none. */
        INSTITUTION("institution"),
        /** The role or scope is bound to a patient and the token names none. */
        PATIENT("patient");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
