package org.hulian.terminology.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages somebody wants to read, best first.
 *
 * @param tags lower case, empty when nothing was asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-language">Accept-Language</a>
 */
public record Languages(List<String> tags) {
    public static final Languages ANY = new Languages(List.of());

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|\\*");

    public Languages {
        tags = List.copyOf(tags);
    }

    /**
     * From {@code displayLanguage} or Accept-Language.
     *
     * @throws IllegalArgumentException when it is no list of language tags
     */
    public static Languages parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ANY;
        }
        List<String> tags = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] pieces = part.strip().split(";", -1);
            String tag = pieces[0].strip();
            if (!TAG.matcher(tag).matches()) {
                throw new IllegalArgumentException(text);
            }
            double weight = weight(pieces);
            int at = tags.size();
            while (at > 0 && weights.get(at - 1) < weight) {
                at--;
            }
            if (weight > 0 && !tag.equals("*")) {
                tags.add(at, tag.toLowerCase(Locale.ROOT));
                weights.add(at, weight);
            }
        }
        return new Languages(tags);
    }

    public boolean isAny() {
        return tags.isEmpty();
    }

    /** Whether words in a language are wanted: {@code de} covers {@code de-CH}, and the other way round. */
    public boolean covers(@Nullable String language) {
        if (language == null) {
            return false;
        }
        String tag = language.toLowerCase(Locale.ROOT);
        return tags.stream().anyMatch(wanted -> matches(wanted, tag));
    }

    /** Place of a language among those wanted, from 0; -1 when it is not wanted. */
    public int rank(@Nullable String language) {
        if (language != null) {
            String tag = language.toLowerCase(Locale.ROOT);
            for (int i = 0; i < tags.size(); i++) {
                if (matches(tags.get(i), tag)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean matches(String wanted, String tag) {
        return tag.equals(wanted) || tag.startsWith(wanted + "-") || wanted.startsWith(tag + "-");
    }

    private static double weight(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].strip();
            if (piece.startsWith("q=")) {
                try {
                    return Double.parseDouble(piece.substring(2));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("q", e);
                }
            }
        }
        return 1;
    }

    @Override
    public String toString() {
        return tags.isEmpty() ? "--" : String.join(", ", tags);
    }
}
