package org.hulian.fhir.recognition.decision;

import java.time.Instant;
import java.util.Set;
import org.hulian.fhir.recognition.RepeatReason;
import org.jspecify.annotations.Nullable;

/** What is chosen for an order; never both for one line. */
sealed interface Choice {
    /** Codes of the lines meant; empty for all it fits. */
    Set<String> items();

    /** The code in requests and resources. */
    String code();

    /**
     * Earlier results are relied on.
     *
     * @param results {@code Observation/id} or {@code DiagnosticReport/id}
     */
    record Recognise(Set<String> results, Set<String> items) implements Choice {
        static final String CODE = "recognise";

        @Override
        public String code() {
            return CODE;
        }
    }

    /**
     * The test is done again although a result could be relied on.
     *
     * @param words    the clinician's own, needed with {@link RepeatReason#OTHER_NEED}
     * @param informed when the patient was told why
     */
    record Repeat(RepeatReason reason, @Nullable String words, Instant informed, Set<String> items) implements Choice {
        static final String CODE = "repeat";

        @Override
        public String code() {
            return CODE;
        }
    }
}
