package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Messages;
import org.hulian.terminology.expand.Selection;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.ValueSet;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.hulian.terminology.lookup.Words;
import org.jspecify.annotations.Nullable;

/** <a href="https://hl7.org/fhir/R4/valueset-operation-expand.html">ValueSet/$expand</a>. */
final class Expansion {
    /** Of FHIR's own; ignored they would change what the expansion holds. */
    private static final List<String> NOT_OFFERED = List.of("context", "contextDirection", "exclude-system");

    private static final List<String> ECHOED = List.of(
            "activeOnly",
            "check-system-version",
            "count",
            "default-valueset-version",
            "designation",
            "displayLanguage",
            "excludeNested",
            "excludeNotForUI",
            "excludePostCoordinated",
            "filter",
            "force-system-version",
            "includeDefinition",
            "includeDesignations",
            "offset",
            "property",
            "system-version",
            "useSupplement");

    private final Desk desk;
    private final Limits limits;
    private final Supplier<UUID> ids;
    private final Supplier<Instant> clock;

    Expansion(Desk desk, Limits limits, Supplier<UUID> ids, Supplier<Instant> clock) {
        this.desk = desk;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** One code of the answer; the reference holds the value set's own words. */
    record Entry(
            Selection selection, Concept concept, @Nullable Reference reference) {}

    ObjectNode answer(Request request) {
        NOT_OFFERED.stream().filter(request::has).findFirst().ifPresent(name -> {
            throw TerminologyException.invalid(
                    "The parameter %s of an expansion is not offered. Leave it out, or say it in the value set."
                            .formatted(name),
                    "展开操作不支持参数 %s。请省略，或在值集定义中表达。".formatted(name));
        });
        ValueSet set = desk.valueSet(request);
        if (set == null) {
            throw TerminologyException.invalid(
                    "Name the value set by url, or send it as valueSet.", "请用 url 指明值集，或以 valueSet 提供。");
        }
        Contents contents = desk.contents(set);
        if (!contents.unknown().isEmpty()) {
            throw Messages.unknownSystem(contents.unknown().iterator().next());
        }
        Page page = new Page(set.named(), request.number("offset"), request.number("count"), limits.codes());
        boolean activeOnly = request.flag("activeOnly", false) || Boolean.FALSE.equals(set.inactive());
        String[] words = words(request.text("filter"));
        for (Selection selection : contents.selections()) {
            if (selection.everything()) {
                throw Messages.notListed(selection.system().head().url());
            }
            collect(selection, words, activeOnly, page);
        }
        page.check();
        ObjectNode answer = set.shell().deepCopy();
        answer.put("resourceType", "ValueSet");
        ObjectNode expansion = answer.putObject("expansion");
        expansion.put("identifier", "urn:uuid:" + ids.get());
        expansion.put("timestamp", clock.get().toString());
        expansion.put("total", page.total());
        if (page.offset() > 0 || request.has("offset")) {
            expansion.put("offset", page.offset());
        }
        parameters(request, set, contents, expansion.putArray("parameter"));
        Contained contained = new Contained(desk, request, contents.isMixed());
        boolean nested = !request.flag("excludeNested", false) && page.isWhole() && words.length == 0;
        contained.write(page.entries(), nested && isOneHierarchy(set), expansion);
        return answer;
    }

    /** Only codes that one include selects from one system are shown in its hierarchy. */
    private static boolean isOneHierarchy(ValueSet set) {
        return set.include().size() == 1
                && set.exclude().isEmpty()
                && set.include().getFirst().concepts().isEmpty()
                && set.include().getFirst().valueSets().isEmpty();
    }

    private void collect(Selection selection, String[] words, boolean activeOnly, Page page) {
        CodeSystem system = selection.system();
        if (selection.isOrdered()) {
            selection.listed().forEach((code, reference) -> {
                Concept concept = system.find(code);
                offer(
                        selection,
                        concept == null ? Concept.of(code, reference.display()) : concept,
                        words,
                        activeOnly,
                        page);
            });
            return;
        }
        BitSet numbers = words.length == 0 ? selection.numbers() : holding(selection, words);
        if (activeOnly) {
            page.add(selection, numbers.stream().filter(number -> !system.isInactive(number)));
        } else {
            page.skim(selection, numbers);
        }
    }

    /** Those in whose wordings, or in the value set's own words for them, all of the words stand. */
    private static BitSet holding(Selection selection, String[] words) {
        CodeSystem system = selection.system();
        BitSet held = new BitSet(system.size());
        system.holding(words).forEach(held::set);
        selection.listed().forEach((code, reference) -> {
            Concept concept = system.find(code);
            if (concept != null && concept.number() >= 0 && Words.match(words, concept, reference)) {
                held.set(concept.number());
            }
        });
        held.and(selection.numbers());
        return held;
    }

    private static void offer(Selection selection, Concept concept, String[] words, boolean activeOnly, Page page) {
        boolean wanted = !(activeOnly && concept.inactive());
        if (wanted && Words.match(words, concept, selection.reference(concept))) {
            page.add(new Entry(selection, concept, selection.reference(concept)));
        }
    }

    private static String[] words(@Nullable String filter) {
        return filter == null || filter.isBlank()
                ? new String[0]
                : filter.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    }

    private static void parameters(Request request, ValueSet set, Contents contents, ArrayNode parameters) {
        Out out = new Out();
        for (String name : ECHOED) {
            for (String value : request.texts(name)) {
                if (name.equals("system-version") && !isApplied(value, set)) {
                    continue;
                }
                switch (name) {
                    case "count", "offset" -> out.value(name, "valueInteger", Numbers.of(value));
                    case "displayLanguage" -> out.code(name, value);
                    case "filter", "designation", "property" -> out.string(name, value);
                    case "check-system-version",
                            "force-system-version",
                            "system-version",
                            "default-valueset-version",
                            "useSupplement" -> out.uri(name, value);
                    default -> out.flag(name, value.equals("true"));
                }
            }
        }
        boolean matched =
                contents.versionsMatch() || "true".equals(set.parameters().get("versionsMatch"));
        for (CodeSystem system : contents.systems()) {
            out.uri("used-codesystem", system.head().canonical());
            warn(out, system.head(), set.head());
        }
        for (ValueSet used : contents.imports()) {
            out.uri("used-valueset", used.head().canonical());
            warn(out, used.head(), set.head());
        }
        contents.supplements().forEach(canonical -> out.uri("used-supplement", canonical));
        warn(out, set.head(), set.head());
        if (matched) {
            out.flag("versionsMatch", true);
        }
        parameters.addAll(out.list());
    }

    /** A preferred version counts only where an include leaves the version open. */
    private static boolean isApplied(String canonical, ValueSet set) {
        return set.include().stream()
                .anyMatch(include ->
                        include.version() == null && canonical.startsWith(String.valueOf(include.system()) + "|"));
    }

    private static void warn(Out out, Head head, Head referrer) {
        States.of(head, referrer).ifPresent(state -> out.uri("warning-" + state, head.canonical()));
    }
}
