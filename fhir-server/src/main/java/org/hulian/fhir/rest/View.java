package org.hulian.fhir.rest;

import ca.uhn.fhir.rest.api.SummaryEnum;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource is shown, and how it is laid out.
 *
 * @param summary  <a href="https://hl7.org/fhir/R4/search.html#summary">_summary</a>
 * @param elements <a href="https://hl7.org/fhir/R4/search.html#elements">_elements</a>, empty for all
 */
record View(Format format, boolean pretty, SummaryEnum summary, Set<String> elements) {
    /** As it is stored: the only view that is not made by way of a model. */
    static final View STORED = new View(Format.JSON, false, SummaryEnum.FALSE, Set.of());

    View {
        elements = Set.copyOf(elements);
    }

    /** Values of one parameter that say different things are refused, as in a search. */
    static View of(Parameters parameters, @Nullable String accept) {
        Format format = Format.answering(parameters.first("_format"), accept);
        if (parameters.all().isEmpty()) {
            return format == Format.JSON ? STORED : new View(format, false, SummaryEnum.FALSE, Set.of());
        }
        return new View(
                format,
                "true".equals(parameters.first("_pretty")),
                summary(parameters.byName().getOrDefault("_summary", List.of())),
                elements(parameters.byName().getOrDefault("_elements", List.of())));
    }

    /** Whether stored bytes may go out as they are. */
    boolean isWhole() {
        return summary == SummaryEnum.FALSE && elements.isEmpty();
    }

    private static SummaryEnum summary(List<String> given) {
        if (given.stream().distinct().count() > 1) {
            throw Exchange.malformed("_summary is given twice with different values.", "_summary 重复给出且取值不同，请只保留一个。");
        }
        String asked = given.isEmpty() ? "false" : given.getFirst();
        return switch (asked) {
            case "false" -> SummaryEnum.FALSE;
            case "true" -> SummaryEnum.TRUE;
            case "text" -> SummaryEnum.TEXT;
            case "data" -> SummaryEnum.DATA;
            case "count" -> SummaryEnum.COUNT;
            default ->
                throw new FailureException(new Failure.NotSupported(
                        "_summary=" + Shown.of(asked), List.of("true", "text", "data", "count", "false"), 400));
        };
    }

    /** A name that cannot be one is refused: without it the whole resource might be told. */
    private static Set<String> elements(List<String> given) {
        Set<String> names = new LinkedHashSet<>();
        for (String asked : given) {
            for (String each : asked.split(",", -1)) {
                String name = each.strip();
                if (!name.isEmpty() && !name.matches("[A-Za-z0-9.]{1,128}")) {
                    throw Exchange.malformed(
                            "_elements names elements, such as _elements=identifier,name; " + Shown.of(name)
                                    + " is none.",
                            "_elements 应列出元素名，例如 _elements=identifier,name；" + Shown.of(name) + " 不是元素名。");
                }
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
