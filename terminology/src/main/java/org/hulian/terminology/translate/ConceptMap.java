package org.hulian.terminology.translate;

import java.util.List;
import java.util.Map;
import org.hulian.terminology.code.Coding;
import org.jspecify.annotations.Nullable;

/** One checked concept map, indexed by source system and code. */
record ConceptMap(String id, String url, List<Group> groups) {

    /**
     * @param rows     by source code
     * @param unlisted what becomes of a code without a row
     */
    record Group(String source, String target, Map<String, Row> rows, Unlisted unlisted) {}

    /** A source code's row; {@code target} is null for one that is known to have none, with the reason. */
    record Row(int number, @Nullable Coding target, String relationship, String reason) {}

    /** ConceptMap.group.unmapped, https://hl7.org/fhir/R4/conceptmap-definitions.html#ConceptMap.group.unmapped. */
    sealed interface Unlisted {
        /** No rule: the code has no target. */
        record Nothing() implements Unlisted {}

        /** The source code is used as it is, when the target system has it. */
        record Provided() implements Unlisted {}

        /** One target for every unlisted code. */
        record Fixed(Coding target) implements Unlisted {}

        /** Another map decides. */
        record Other(String url) implements Unlisted {}
    }

    /** The groups that speak of a system; an empty system is any. */
    List<Group> groupsFor(String system) {
        return groups.stream()
                .filter(group -> system.isEmpty() || group.source().equals(system))
                .toList();
    }
}
