package org.hulian.fhir.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hulian.fhir.bulk.ExportOrder;
import org.hulian.fhir.bulk.ExportScope;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#query-parameters">parameters</a> of an export. What is
 * not offered is refused unless the caller is lenient: an ignored parameter exports too much.
 */
final class ExportParameters {
    private static final List<String> OFFERED = List.of("_outputFormat", "_since", "_type", "_typeFilter");
    private static final List<String> OFFERED_OF_PATIENTS =
            List.of("_outputFormat", "_since", "_type", "_typeFilter", NamedScope.PATIENT);

    /** What says of a search how it is answered. */
    private static final Pattern SHAPING =
            Pattern.compile("_(sort|count|summary|total|elements|(rev)?include|contained(Type)?|format|pretty)(:.*)?");

    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");

    private ExportParameters() {}

    static ExportOrder order(ExportScope scope, SentParameters input, Exchange exchange, String base) {
        List<String> offered = scope instanceof ExportScope.Everything ? OFFERED : OFFERED_OF_PATIENTS;
        for (String name : input.names()) {
            // Passed over, an export of some patients would be one of all.
            boolean narrows = name.equals(NamedScope.PATIENT);
            if (!offered.contains(name) && (narrows || exchange.preferences().strict())) {
                throw new FailureException(new Failure.NotSupported("Parameter " + Shown.of(name), offered, 400));
            }
        }
        if (!exchange.view().isWhole() && exchange.preferences().strict()) {
            throw new FailureException(new Failure.NotSupported("_elements or _summary of an export", offered, 400));
        }
        OperationInput.requirePlain(input, OFFERED);
        String given = OperationInput.one(input, "_outputFormat");
        // A plus that was not escaped has become a space.
        String format = given == null ? null : given.replace(' ', '+');
        if (format != null && !FORMATS.contains(format)) {
            throw new FailureException(new Failure.NotSupported(
                    "_outputFormat " + Shown.of(format), List.of("application/fhir+ndjson"), 400));
        }
        Map<String, List<Map<String, List<String>>>> filters = filters(input);
        String url = exchange.http().request().uri();
        int path = url.indexOf("/fhir");
        return new ExportOrder(
                base + url.substring(path < 0 ? 0 : path + "/fhir".length()),
                NamedScope.of(scope, input, base),
                types(input),
                filters,
                since(OperationInput.one(input, "_since")));
    }

    private static Set<String> types(SentParameters input) {
        Set<String> types = new LinkedHashSet<>();
        for (String given : input.all("_type")) {
            for (String name : given.split(",", -1)) {
                types.add(exported(name.strip()));
            }
        }
        return types;
    }

    private static String exported(String name) {
        ResourceType type = Exchange.typeNamed(name);
        if (type.store() == Store.AUDIT) {
            throw new FailureException(
                    new Failure.NotSupported("Export of " + type.name(), List.of("/audit/export"), 400));
        }
        return type.name();
    }

    /** Filters of one type are alternatives; their conditions hold together. */
    private static Map<String, List<Map<String, List<String>>>> filters(SentParameters input) {
        Map<String, List<Map<String, List<String>>>> filters = new HashMap<>();
        for (String given : input.all("_typeFilter")) {
            for (String filter : given.split(",(?=[A-Z][A-Za-z]+\\?)", -1)) {
                int mark = filter.indexOf('?');
                if (mark < 0) {
                    throw Exchange.malformed(
                            "A _typeFilter must be a search such as Observation?category=laboratory.",
                            "_typeFilter 应为检索，如 Observation?category=laboratory。");
                }
                Map<String, List<String>> search = new LinkedHashMap<>();
                Parameters.parse(filter.substring(mark + 1))
                        .all()
                        .forEach(parameter -> search.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                                .add(parameter.getValue()));
                if (search.keySet().stream()
                        .anyMatch(name -> SHAPING.matcher(name).matches())) {
                    throw Exchange.malformed(
                            "A _typeFilter says what is exported, not how: leave _sort and its like out.",
                            "_typeFilter 只说明导出什么，不说明如何导出：请去掉 _sort 之类的参数。");
                }
                filters.computeIfAbsent(exported(filter.substring(0, mark)), type -> new ArrayList<>())
                        .add(search);
            }
        }
        return filters;
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Exchange.malformed(
                    "_since must be an instant such as 2026-11-21T08:00:00Z.", "_since 应为时刻，如 2026-11-21T08:00:00Z。");
        }
    }
}
