package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * The patients an export names by its parameter {@code patient}: who is not there for the caller, or not in the Group,
 * is refused when it begins, and those two look the same.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#query-parameters">query parameters</a>
 */
final class NamedPatients {
    private final Read read;
    private final NestedGroups groups;

    NamedPatients(Read read, NestedGroups groups) {
        this.read = read;
        this.groups = groups;
    }

    /** Fails with NotFound. */
    Uni<Void> check(ExportScope scope, RequestContext context) {
        return switch (scope) {
            case ExportScope.Everything all -> Uni.createFrom().voidItem();
            case ExportScope.Patients(var only) -> readable(only, context);
            case ExportScope.Group(var group, var only)
            when only.isEmpty() -> read.by(group, context).replaceWithVoid();
            case ExportScope.Group(var group, var only) ->
                groups.patients(group, context)
                        .invoke(members -> areMembers(only, members))
                        .chain(() -> readable(only, context));
        };
    }

    private static void areMembers(Set<String> only, List<String> members) {
        only.stream().filter(id -> !members.contains(id)).findFirst().ifPresent(id -> {
            throw new FailureException(new Failure.NotFound("Patient/" + id));
        });
    }

    private Uni<Void> readable(Set<String> only, RequestContext context) {
        return Multi.createFrom()
                .iterable(only)
                .onItem()
                .transformToUniAndConcatenate(
                        id -> read.by(new ResourceKey(ResourceTypes.r4().get("Patient"), new ResourceId(id)), context))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
