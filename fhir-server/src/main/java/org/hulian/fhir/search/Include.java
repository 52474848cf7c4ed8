package org.hulian.fhir.search;

import java.util.List;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * One {@code _include} or {@code _revinclude}.
 *
 * @param reverse   resources that refer to a match, not those a match refers to
 * @param iterate   also from what was included
 * @param source    type that holds the reference; null for any
 * @param parameter the reference; null for every reference of the source
 * @param target    type referred to; null for any
 * @see <a href="https://hl7.org/fhir/R4/search.html#revinclude">search.html#revinclude</a>
 */
public record Include(
        boolean reverse,
        boolean iterate,
        @Nullable ResourceType source,
        @Nullable SearchParameter parameter,
        @Nullable ResourceType target) {

    /** The references of a type that are followed. */
    public List<SearchParameter> references(ResourceType type) {
        if (source != null && !source.equals(type)) {
            return List.of();
        }
        return parameter == null ? all(type) : List.of(parameter);
    }

    /** Whether a reference may lead to a type that is wanted. */
    public boolean leads(SearchParameter reference, ResourceType to) {
        return (target == null || target.equals(to))
                && (reference.targets().isEmpty() || reference.targets().contains(to.name()));
    }

    static List<SearchParameter> all(ResourceType type) {
        return SearchParameters.r4().of(type).stream()
                .filter(each -> each.kind() == SearchParameter.Kind.REFERENCE)
                .toList();
    }
}
