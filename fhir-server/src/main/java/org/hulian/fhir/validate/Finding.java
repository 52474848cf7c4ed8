package org.hulian.fhir.validate;

import java.util.Locale;

/**
 * One thing the validator has to say.
 *
 * @param code       a code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>
 * @param rule       the validator's own name of the rule, empty where it has none
 * @param expression FHIRPath of the element, or empty
 * @param text       in English; it may repeat a value of the resource, so it is for the sender and never for a log
 */
public record Finding(Severity severity, String code, String rule, String expression, String text) {
    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION
    }

    /** The text in Chinese: the validator's sentences exist in English only, so the rule is named around them. */
    public String zh() {
        return switch (severity) {
            case ERROR -> "不符合规范，请更正：" + text;
            case WARNING -> "建议核对：" + text;
            case INFORMATION -> "提示：" + text;
        };
    }

    /** Whether a profile is meant that the hub does not have. */
    public boolean isUnknownProfile() {
        return rule.toUpperCase(Locale.ROOT).startsWith("VALIDATION_VAL_PROFILE_UNKNOWN");
    }
}
