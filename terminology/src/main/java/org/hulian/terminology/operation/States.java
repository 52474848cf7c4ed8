package org.hulian.terminology.operation;

import java.util.Optional;
import org.hulian.terminology.lookup.Head;
import org.jspecify.annotations.Nullable;

/** States of a definition that its users should know of. */
final class States {
    private States() {}

    /** {@code deprecated}, {@code withdrawn}, {@code experimental} or {@code draft}, when the referrer is better. */
    static Optional<String> of(Head head, @Nullable Head referrer) {
        String standards = head.standardsStatus();
        if (standards != null && (standards.equals("deprecated") || standards.equals("withdrawn"))) {
            return Optional.of(standards);
        }
        if (head.experimental() && (referrer == null || !referrer.experimental())) {
            return Optional.of("experimental");
        }
        boolean draft = head.status().equals("draft") || "draft".equals(standards);
        if (draft && (referrer == null || !referrer.status().equals("draft"))) {
            return Optional.of("draft");
        }
        return Optional.empty();
    }
}
