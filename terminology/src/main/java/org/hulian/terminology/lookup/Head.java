package org.hulian.terminology.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What a code system, value set or concept map says of itself.
 *
 * @param version         business version, null when it has none
 * @param language        of its displays, null when it does not say
 * @param standardsStatus {@code deprecated}, {@code withdrawn}, ... of the standards-status extension, or null
 */
public record Head(
        String url,
        @Nullable String version,
        String name,
        String title,
        String status,
        boolean experimental,
        @Nullable String language,
        @Nullable String standardsStatus) {

    /** The canonical with its version, {@code url|version}. */
    public String canonical() {
        return version == null ? url : url + "|" + version;
    }
}
