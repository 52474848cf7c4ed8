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

    static View of(Parameters parameters, @Nullable String accept) {
        Format format = Format.answering(parameters.first("_format"), accept);
        if (parameters.all().isEmpty()) {
            return format == Format.JSON ? STORED : new View(format, false, SummaryEnum.FALSE, Set.of());
        }
        return new View(
                format,
                "true".equals(parameters.first("_pretty")),
                summary(parameters.first("_summary")),
                elements(parameters.first("_elements")));
    }

    /** Whether stored bytes may go out as they are. */
    boolean isWhole() {
        return summary == SummaryEnum.FALSE && elements.isEmpty();
    }

    private static SummaryEnum summary(@Nullable String asked) {
        return switch (asked) {
            case null -> SummaryEnum.FALSE;
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

    private static Set<String> elements(@Nullable String asked) {
        Set<String> names = new LinkedHashSet<>();
        if (asked != null) {
            for (String name : asked.split(",", -1)) {
                if (name.matches("[A-Za-z0-9.]{1,128}")) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
