package org.hulian.fhir.recognition.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.mappers.Sender;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.ConceptMaps;
import org.hulian.terminology.translate.Translation;

/**
 * What the codes of the region's senders mean in LOINC, by the ConceptMaps their messages are mapped with. Only rows
 * that say the same count: a wider or narrower test is another test.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-concept-map-equivalence.html">equivalence</a>
 */
public final class LocalCodes {
    private static final Set<String> THE_SAME = Set.of("equivalent", "equal");

    /** LOINC by system|code. */
    private final Map<String, String> meanings;

    private final Map<String, Set<String>> names = new HashMap<>();

    private LocalCodes(Map<String, String> meanings) {
        this.meanings = Map.copyOf(meanings);
        meanings.forEach((local, loinc) ->
                names.computeIfAbsent(loinc, any -> new LinkedHashSet<>()).add(local));
    }

    /** Where there are no maps. */
    public static LocalCodes none() {
        return new LocalCodes(Map.of());
    }

    /** By the code maps of these senders. */
    public static LocalCodes of(ConceptMaps maps, List<Sender> senders) {
        Map<String, String> meanings = new HashMap<>();
        for (Sender sender : senders) {
            for (Coding local : maps.listed(sender.codeMap())) {
                if (maps.translate(sender.codeMap(), local)
                                instanceof Translation.Mapped(Coding target, String relationship, String row)
                        && THE_SAME.contains(relationship)
                        && target.system().equals(CodeSystems.LOINC)) {
                    meanings.put(local.system() + "|" + local.code(), target.code());
                }
            }
        }
        return new LocalCodes(meanings);
    }

    /** The codes of a concept with what they mean: first as they are, then translated. */
    public List<String> understood(List<String> codes) {
        List<String> all = new ArrayList<>(codes);
        for (String code : codes) {
            String meaning = meanings.get(code);
            if (meaning != null && !all.contains(meaning)) {
                all.add(meaning);
            }
        }
        return all;
    }

    /** These codes and every local code that means one of them. */
    public Set<String> withLocal(Set<String> codes) {
        Set<String> all = new LinkedHashSet<>(codes);
        codes.forEach(code -> all.addAll(names.getOrDefault(code, Set.of())));
        return all;
    }
}
