package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Compartments;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;

/** What a CapabilityStatement says of {@code _include}, {@code _revinclude} and compartments. */
final class Joining {
    /** References by the type they may lead to. */
    private static final Map<String, List<String>> REVERSE = reverse();

    private Joining() {}

    /** Members of {@code rest.resource}, each with a comma behind it; nothing for the log, which is not joined. */
    static String of(ResourceType type) {
        if (type.store() == Store.AUDIT) {
            return "";
        }
        List<String> forward = new ArrayList<>(List.of("*"));
        references(type).forEach(reference -> forward.add(type.name() + ":" + reference.name()));
        return member("searchInclude", forward)
                + member("searchRevInclude", REVERSE.getOrDefault(type.name(), List.of()));
    }

    /** Canonicals of the compartments that can be searched in. */
    static String compartments() {
        return Compartments.r4().all().stream()
                .map(name -> "\"http://hl7.org/fhir/CompartmentDefinition/" + name.toLowerCase(Locale.ROOT) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String member(String name, List<String> values) {
        return values.isEmpty()
                ? ""
                : values.stream().collect(Collectors.joining("\",\"", "\"" + name + "\":[\"", "\"],"));
    }

    private static List<SearchParameter> references(ResourceType type) {
        return SearchParameters.r4().of(type).stream()
                .filter(each -> each.kind() == SearchParameter.Kind.REFERENCE)
                .toList();
    }

    /** A reference to any type is left out: it would stand at every one. */
    private static Map<String, List<String>> reverse() {
        Map<String, List<String>> reverse = new HashMap<>();
        for (ResourceType source : ResourceTypes.r4().all()) {
            if (source.store() != Store.AUDIT) {
                for (SearchParameter reference : references(source)) {
                    reference
                            .targets()
                            .forEach(target -> reverse.computeIfAbsent(target, name -> new ArrayList<>())
                                    .add(source.name() + ":" + reference.name()));
                }
            }
        }
        return reverse;
    }
}
