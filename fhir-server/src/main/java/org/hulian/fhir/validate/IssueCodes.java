package org.hulian.fhir.validate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Issue codes from the validator's rule names, whose first word says what kind of rule it is. */
final class IssueCodes {
    private IssueCodes() {}

    /** A code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>. */
    static String of(@Nullable String rule) {
        if (rule == null) {
            return "invalid";
        }
        if (rule.startsWith("http://hl7.org/fhir/StructureDefinition") || rule.contains("#")) {
            return "invariant";
        }
        String name = rule.toUpperCase(Locale.ROOT);
        if (name.startsWith("TERMINOLOGY")) {
            return "code-invalid";
        }
        if (name.contains("MINIMUM") || name.contains("REQUIRED")) {
            return "required";
        }
        return name.startsWith("TYPE_SPECIFIC") ? "value" : "structure";
    }
}
