package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Sift;
import org.hulian.fhir.search.SortKey;
import org.hulian.fhir.search.Term;

/** Decides over resources what no index decides, and gives them values to be sorted by. */
public final class Sifter {
    /** After every text. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final List<Condition> conditions = new ArrayList<>();
    private final List<SortKey> keys;
    private final List<ValuePath> sorted = new ArrayList<>();

    private interface Condition {
        boolean holds(JsonNode resource);
    }

    /** Of a search. */
    public Sifter(SearchRequest request) {
        for (Term term : request.terms()) {
            if (term instanceof Term.SiftTerm sift) {
                conditions.add(condition(sift));
            }
        }
        this.keys = request.sort();
        keys.forEach(key -> sorted.add(PathCompiler.compile(key.parameter().expression())));
    }

    private static Condition condition(Term.SiftTerm term) {
        ValuePath path = PathCompiler.compile(term.parameter().expression());
        return switch (term.sift()) {
            case Sift.Narrative narrative -> {
                List<String[]> words = words(narrative);
                yield resource ->
                        contains(unmarked(resource.path("text").path("div").asText("")), words);
            }
            case Sift.Content content -> {
                List<String[]> words = words(content);
                yield resource -> contains(content(resource), words);
            }
            case Sift.Display display -> {
                List<String> wanted =
                        display.anyOf().stream().map(Texts::folded).toList();
                yield resource -> any(path, resource, value -> displayed(value, wanted));
            }
            case Sift.UrlBelow below ->
                resource -> any(
                        path, resource, value -> below.anyOf().stream().anyMatch(url -> isBelow(value.asText(), url)));
        };
    }

    private static boolean any(ValuePath path, JsonNode resource, Condition condition) {
        boolean[] found = {false};
        path.collect(resource, value -> found[0] |= condition.holds(value));
        return found[0];
    }

    private static List<String[]> words(Sift sift) {
        return sift.anyOf().stream()
                .map(text -> Texts.folded(text).split(" ", -1))
                .toList();
    }

    private static boolean contains(String text, List<String[]> anyOf) {
        String folded = Texts.folded(text);
        for (String[] words : anyOf) {
            boolean all = true;
            for (String word : words) {
                all &= folded.contains(word);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static String content(JsonNode resource) {
        StringBuilder text = new StringBuilder();
        append(resource, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isTextual()) {
            String value = node.textValue();
            text.append(value.startsWith("<div") ? unmarked(value) : value).append(' ');
        } else if (node.isValueNode()) {
            text.append(node.asText()).append(' ');
        } else {
            node.forEach(child -> append(child, text));
        }
    }

    /** XHTML as its readers see it, as far as words go. */
    private static String unmarked(String div) {
        return TAG.matcher(div)
                .replaceAll(" ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#160;", " ")
                .replace("&amp;", "&");
    }

    /** The texts of a CodeableConcept, Coding or Identifier. */
    private static boolean displayed(JsonNode value, List<String> wanted) {
        List<String> texts = new ArrayList<>();
        texts.add(value.path("text").asText(""));
        texts.add(value.path("display").asText(""));
        texts.add(value.path("type").path("text").asText(""));
        value.path("coding").forEach(coding -> texts.add(coding.path("display").asText("")));
        for (String text : texts) {
            String folded = " " + Texts.folded(text);
            if (wanted.stream().anyMatch(each -> folded.contains(" " + each))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String value, String url) {
        String folder = url.endsWith("/") ? url : url + "/";
        return value.equals(url) || value.startsWith(folder) || value.startsWith(url + "|");
    }

    /** Whether all conditions hold of a resource. */
    public boolean keeps(JsonNode resource) {
        return conditions.stream().allMatch(condition -> condition.holds(resource));
    }

    /** What a resource is sorted by under the key of this number; of several values the first in its direction. */
    public String sortText(int key, JsonNode resource) {
        boolean down = keys.get(key).descending();
        List<String> texts = new ArrayList<>();
        sorted.get(key).collect(resource, value -> {
            if (value.isTextual()) {
                texts.add(value.textValue());
            } else if (value.has("reference")) {
                texts.add(value.path("reference").asText());
            } else {
                Values.codes(
                        value,
                        keys.get(key).parameter().system(),
                        code -> texts.add(code.code() + "|" + code.system()));
            }
        });
        texts.removeIf(String::isEmpty);
        texts.sort(null);
        if (texts.isEmpty()) {
            return down ? "" : LAST;
        }
        return down ? texts.getLast() : texts.getFirst();
    }
}
