package org.hulian.terminology.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a code system's codes are to be read.
 *
 * @param content     {@code complete}, {@code fragment}, {@code not-present} and so on
 * @param supplements canonical of the system it supplements, or null
 * @param valueSet    canonical of the value set of all its codes, or null
 * @see <a href="https://hl7.org/fhir/R4/codesystem.html">CodeSystem</a>
 */
public record Traits(
        boolean caseSensitive,
        String content,
        @Nullable String supplements,
        @Nullable String valueSet,
        List<PropertyDefinition> properties) {
    public Traits {
        properties = List.copyOf(properties);
    }

    /** A complete, case-sensitive system with these properties. */
    public static Traits complete(List<PropertyDefinition> properties) {
        return new Traits(true, "complete", null, null, properties);
    }

    /** Whether a code that is not found may still exist. */
    public boolean isFragment() {
        return content.equals("fragment") || content.equals("example");
    }

    /** Whether only the name of a system is known: nothing can be said of its codes. */
    public boolean isAbsent(CodeSystem system) {
        return content.equals("not-present") && system.isListed() && system.size() == 0;
    }

    public boolean isSupplement() {
        return content.equals("supplement");
    }

    /** A property that concepts of the system may have. */
    public record PropertyDefinition(
            String code, @Nullable String uri, @Nullable String description, String type) {}
}
