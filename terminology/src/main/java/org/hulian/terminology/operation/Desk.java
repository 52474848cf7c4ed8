package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.Pins;
import org.hulian.terminology.expand.Resolver;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.expand.Text;
import org.hulian.terminology.lookup.Languages;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.Shelf;
import org.hulian.terminology.lookup.ValueSet;
import org.hulian.terminology.lookup.ValueSetReader;
import org.jspecify.annotations.Nullable;

/** What the operations have in common: where to look, in which versions, for readers of which languages. */
final class Desk {
    private final Library library;
    private final Resolver resolver;
    private final Pins pins;
    private final Languages languages;
    private final @Nullable Memory memory;

    private Desk(Library library, Resolver resolver, Pins pins, Languages languages, @Nullable Memory memory) {
        this.library = library;
        this.resolver = resolver;
        this.pins = pins;
        this.languages = languages;
        this.memory = memory;
    }

    /** Reads what a request says about versions and languages, and what it brings along. */
    static Desk of(Request request, Library library, Memory memory, Limits limits, @Nullable String accepted) {
        List<JsonNode> brought = request.objects("tx-resource");
        if (brought.size() > limits.resources()) {
            throw TerminologyException.invalid(
                    "At most %d resources may come with a request.".formatted(limits.resources()),
                    "单次请求最多附带 %d 个资源。".formatted(limits.resources()));
        }
        Library all = library;
        if (!brought.isEmpty()) {
            Shelf shelf = new Shelf();
            shelf.putAll(brought);
            all = shelf.over(library);
        }
        Pins pins = pins(request);
        return new Desk(
                all, new Resolver(all, pins), pins, languages(request, accepted), brought.isEmpty() ? memory : null);
    }

    Library library() {
        return library;
    }

    Resolver resolver() {
        return resolver;
    }

    Languages languages() {
        return languages;
    }

    Contents contents(ValueSet set) {
        return memory == null ? resolver.contents(set) : memory.contents(set, pins, resolver);
    }

    /** The value set a request is about, or null when it names none. */
    @Nullable
    ValueSet valueSet(Request request) {
        JsonNode inline = request.object("valueSet");
        if (inline != null) {
            return ValueSetReader.read(inline);
        }
        String url = request.text("url");
        if (url == null) {
            return null;
        }
        String version = request.text("valueSetVersion");
        return resolver.valueSet(version == null || url.contains("|") ? url : url + "|" + version);
    }

    private static Languages languages(Request request, @Nullable String accepted) {
        String asked = request.text("displayLanguage");
        if (asked == null) {
            try {
                return Languages.parse(accepted);
            } catch (IllegalArgumentException e) {
                return Languages.ANY;
            }
        }
        try {
            return Languages.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new TerminologyException(
                    400,
                    Issue.error(
                            "processing",
                            "invalid-display",
                            new Text(
                                    "INVALID_DISPLAY_NAME",
                                    "Invalid displayLanguage: '%s'".formatted(asked),
                                    "displayLanguage 无效：“%s”".formatted(asked))));
        }
    }

    private static Pins pins(Request request) {
        Map<String, String> preferred = versions(request, "system-version");
        Map<String, String> forced = versions(request, "force-system-version");
        Map<String, String> checked = versions(request, "check-system-version");
        Map<String, String> valueSets = versions(request, "default-valueset-version");
        List<String> supplements = request.texts("useSupplement");
        return preferred.isEmpty()
                        && forced.isEmpty()
                        && checked.isEmpty()
                        && valueSets.isEmpty()
                        && supplements.isEmpty()
                ? Pins.NONE
                : new Pins(preferred, forced, checked, valueSets, supplements);
    }

    private static Map<String, String> versions(Request request, String name) {
        if (!request.has(name)) {
            return Map.of();
        }
        Map<String, String> versions = new HashMap<>();
        for (String canonical : request.texts(name)) {
            int bar = canonical.indexOf('|');
            if (bar < 0) {
                throw TerminologyException.invalid(
                        name + " must be written as url|version.", name + " 必须写作 url|version。");
            }
            versions.put(canonical.substring(0, bar), canonical.substring(bar + 1));
        }
        return versions;
    }
}
