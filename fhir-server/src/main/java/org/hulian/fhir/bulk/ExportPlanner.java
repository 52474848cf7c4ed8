package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Export;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Stretch;

/** Cuts an export into files of about the same size, within its caller's access. */
final class ExportPlanner {
    /** Patients in one search. */
    private static final int TOGETHER = 100;

    private final Export export;
    private final ExportSearches searches;
    private final NestedGroups groups;
    private final ExportLimits limits;

    ExportPlanner(Export export, ExportSearches searches, NestedGroups groups, ExportLimits limits) {
        this.export = export;
        this.searches = searches;
        this.groups = groups;
        this.limits = limits;
    }

    /** The files, those of deletions included. */
    Uni<List<ExportFile>> files(ExportJob job, RequestContext context) {
        return wholes(job, context)
                .chain(wholes -> Multi.createFrom()
                        .iterable(wholes)
                        .onItem()
                        .transformToUniAndConcatenate(whole ->
                                whole.deleted() ? kept(whole, context) : cut(whole, new ArrayList<>(), context))
                        .collect()
                        .in(ArrayList<ExportFile>::new, (all, some) -> add(all, some)));
    }

    private void add(List<ExportFile> all, List<ExportFile> some) {
        all.addAll(some);
        if (all.size() > limits.files()) {
            throw new FailureException(new Failure.TooCostly("files of an export", limits.files(), all.size()));
        }
    }

    /** A query of an export, before it is cut. */
    private Uni<List<ExportFile>> wholes(ExportJob job, RequestContext context) {
        ExportOrder order = job.order();
        return switch (order.scope()) {
            case ExportScope.Everything all -> Uni.createFrom().item(of(job, type -> Optional.of(Map.of())));
            case ExportScope.Patients(var only)
            when !only.isEmpty() -> Uni.createFrom().item(ofNamed(job, List.copyOf(only)));
            case ExportScope.Patients all ->
                Uni.createFrom().item(of(job, type -> {
                    if (type.name().equals("Patient")) {
                        return Optional.of(Map.of());
                    }
                    return isAboutPatients(type)
                            ? Optional.of(Map.of("patient:missing", List.of("false")))
                            : Optional.empty();
                }));
            case ExportScope.Group(var group, var only) ->
                groups.patients(group, context)
                        .map(members -> only.isEmpty()
                                ? members
                                : members.stream().filter(only::contains).toList())
                        .map(members -> ofNamed(job, members));
        };
    }

    private static List<ExportFile> ofNamed(ExportJob job, List<String> patients) {
        List<ExportFile> files = new ArrayList<>();
        for (int at = 0; at < patients.size(); at += TOGETHER) {
            String some = String.join(",", patients.subList(at, Math.min(patients.size(), at + TOGETHER)));
            files.addAll(of(job, type -> {
                if (type.name().equals("Patient")) {
                    return Optional.of(Map.of("_id", List.of(some)));
                }
                return isAboutPatients(type) ? Optional.of(Map.of("patient", List.of(some))) : Optional.empty();
            }));
        }
        return files;
    }

    static boolean isAboutPatients(ResourceType type) {
        return SearchParameters.r4().find(type, "patient").isPresent();
    }

    private static List<ExportFile> of(
            ExportJob job, Function<ResourceType, Optional<Map<String, List<String>>>> condition) {
        ExportOrder order = job.order();
        List<ExportFile> files = new ArrayList<>();
        ResourceTypes.r4().all().stream()
                .filter(type -> type.store() != Store.AUDIT)
                .filter(type -> order.types().isEmpty() || order.types().contains(type.name()))
                .sorted(Comparator.comparing(ResourceType::name))
                .forEach(type -> condition.apply(type).ifPresent(query -> {
                    List<Map<String, List<String>>> filters =
                            order.filters().getOrDefault(type.name(), List.of(Map.of()));
                    for (Map<String, List<String>> filter : filters) {
                        files.add(new ExportFile(
                                type.name(), false, both(query, filter), order.since(), job.started(), 0));
                    }
                    if (order.since() != null) {
                        files.add(new ExportFile(type.name(), true, query, order.since(), job.started(), 0));
                    }
                }));
        return files;
    }

    private static Map<String, List<String>> both(Map<String, List<String>> one, Map<String, List<String>> other) {
        Map<String, List<String>> all = new HashMap<>(one);
        other.forEach((name, values) -> all.merge(name, values, (first, second) -> {
            List<String> joined = new ArrayList<>(first);
            joined.addAll(second);
            return joined;
        }));
        return all;
    }

    /** A file of deletions, where there are any. */
    private Uni<List<ExportFile>> kept(ExportFile file, RequestContext context) {
        return export.anyDeleted(ExportSearches.deletions(file, null, 1), context)
                .map(any -> any ? List.of(file) : List.of());
    }

    /** Goes along the time of change, a file after so many rows; what is empty is left out. */
    private Uni<List<ExportFile>> cut(ExportFile rest, List<ExportFile> before, RequestContext context) {
        SearchRequest search = searches.all(rest);
        return export.stretch(search, limits.rows(), context).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(before);
            }
            Stretch stretch = found.get();
            Instant next = stretch.isLast() ? rest.until() : stretch.last().plusMillis(1);
            return counted(rest.until(next, stretch.rows()), search.isSifted(), context)
                    .chain(file -> {
                        add(before, file.count() == 0 ? List.of() : List.of(file));
                        return stretch.isLast()
                                ? Uni.createFrom().item(before)
                                : cut(rest.startingAt(next), before, context);
                    });
        });
    }

    /** A stretch of what is sifted tells how many are looked through, not how many are kept. */
    private Uni<ExportFile> counted(ExportFile file, boolean sifted, RequestContext context) {
        return sifted
                ? export.count(searches.counting(file), context)
                        .map(found -> file.until(file.until(), found.orElse(0L)))
                : Uni.createFrom().item(file);
    }
}
