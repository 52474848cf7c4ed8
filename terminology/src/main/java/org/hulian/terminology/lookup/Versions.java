package org.hulian.terminology.lookup;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Business versions: which is newer, and which fit a pattern such as {@code 1.x}. */
public final class Versions {
    /** Oldest first: part by part, numbers as numbers; no version is the oldest. */
    public static final Comparator<@Nullable String> ORDER = Versions::compare;

    private Versions() {}

    /** Whether a version is the one asked for; {@code x} or {@code *} stands for any part, a missing tail for all. */
    public static boolean fits(@Nullable String version, String asked) {
        if (version == null) {
            return asked.isEmpty();
        }
        if (version.equals(asked)) {
            return true;
        }
        if (!asked.contains("x") && !asked.contains("X") && !asked.contains("*")) {
            return false;
        }
        String[] parts = version.split("\\.", -1);
        String[] pattern = asked.split("\\.", -1);
        for (int i = 0; i < pattern.length; i++) {
            boolean any = pattern[i].equalsIgnoreCase("x") || pattern[i].equals("*");
            if (any && i == pattern.length - 1) {
                return i < parts.length;
            }
            if (i >= parts.length || (!any && !pattern[i].equals(parts[i]))) {
                return false;
            }
        }
        return parts.length == pattern.length;
    }

    /** The newest of these that fits, or null; null asks for the newest of all. */
    public static @Nullable CodeSystem newest(List<CodeSystem> systems, @Nullable String asked) {
        CodeSystem best = null;
        for (CodeSystem system : systems) {
            boolean fits = asked == null || fits(system.head().version(), asked);
            if (fits
                    && (best == null
                            || compare(system.head().version(), best.head().version()) > 0)) {
                best = system;
            }
        }
        return best;
    }

    private static int compare(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : -1) : 1;
        }
        String[] left = a.split("[.+-]", -1);
        String[] right = b.split("[.+-]", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int difference = part(left[i], right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int part(String a, String b) {
        boolean numbers = isNumber(a) && isNumber(b);
        return numbers ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
