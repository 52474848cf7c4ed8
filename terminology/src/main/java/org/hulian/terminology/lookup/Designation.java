package org.hulian.terminology.lookup;

import java.util.List;
import org.hulian.terminology.code.Coding;
import org.jspecify.annotations.Nullable;

/** Another wording of a concept. */
public record Designation(
        @Nullable String language, @Nullable Coding use, String value, List<Extension> extensions) {
    private static final String USAGE = "http://terminology.hl7.org/CodeSystem/designation-usage";
    private static final String MAINTENANCE = "http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra";

    public Designation {
        extensions = List.copyOf(extensions);
    }

    /** A display in a language. */
    public static Designation of(String language, String value) {
        return new Designation(language, null, value, List.of());
    }

    /** Whether it may stand where a display is asked for: it has no use, or one that says so. */
    public boolean isDisplay() {
        return use == null
                || (use.system().equals(USAGE) && use.code().equals("display"))
                || (use.system().equals(MAINTENANCE) && use.code().equals("preferredForLanguage"))
                || use.system().equals("http://snomed.info/sct");
    }

    /** Whether its own standards status says that it is no longer to be used. */
    public boolean isWithdrawn() {
        String status = Extension.text(extensions, Extension.STANDARDS_STATUS);
        return "withdrawn".equals(status) || "deprecated".equals(status);
    }
}
