package org.hulian.terminology.expand;

import java.util.List;
import java.util.Map;
import org.hulian.terminology.lookup.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Versions a request asks for.
 *
 * @param preferred by system, where nothing else names one
 * @param forced    by system, whatever the value set names
 * @param checked   by system, a pattern the version used must fit
 * @param valueSets by value set, where an import names none
 */
public record Pins(
        Map<String, String> preferred,
        Map<String, String> forced,
        Map<String, String> checked,
        Map<String, String> valueSets,
        List<String> supplements) {
    public static final Pins NONE = new Pins(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    public Pins {
        preferred = Map.copyOf(preferred);
        forced = Map.copyOf(forced);
        checked = Map.copyOf(checked);
        valueSets = Map.copyOf(valueSets);
        supplements = List.copyOf(supplements);
    }

    /** The version to take, or null for the newest. */
    @Nullable
    String version(String system, @Nullable String named) {
        String force = forced.get(system);
        if (force != null) {
            return force;
        }
        if (named != null) {
            return named;
        }
        String prefer = preferred.get(system);
        return prefer == null ? checked.get(system) : prefer;
    }

    /** The pattern a version fails to fit, or null when it is allowed. */
    @Nullable
    String violated(String system, @Nullable String version) {
        String pattern = checked.get(system);
        return pattern == null || Versions.fits(version, pattern) ? null : pattern;
    }
}
