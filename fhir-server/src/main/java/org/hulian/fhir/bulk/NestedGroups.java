package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;

/**
 * The patients of a Group and of the Groups within it, each Group read once however they contain each other. A Group
 * within it that the caller may not read is not there for them, as their patients would not be.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#endpoint---group-of-patients">Group of patients</a>
 */
final class NestedGroups {
    private final Read read;
    private final ExportLimits limits;

    NestedGroups(Read read, ExportLimits limits) {
        this.read = read;
        this.limits = limits;
    }

    /** Ids of patients, each once; fails where the Group itself may not be read, or past a limit. */
    Uni<List<String>> patients(ResourceKey group, RequestContext context) {
        return read.by(group, context).chain(found -> {
            Walk walk = new Walk(group, context);
            walk.meet(found.body());
            return walk.below(1);
        });
    }

    private final class Walk {
        private final ResourceKey top;
        private final RequestContext context;
        private final Set<String> patients = new LinkedHashSet<>();
        private final Set<String> groups = new LinkedHashSet<>();
        private List<String> ahead = new ArrayList<>();

        private Walk(ResourceKey top, RequestContext context) {
            this.top = top;
            this.context = context;
            groups.add(top.id().value());
        }

        private void meet(byte[] group) {
            GroupMembers members = GroupMembers.of(group);
            patients.addAll(members.patients());
            members.groups().stream().filter(groups::add).forEach(ahead::add);
            int all = patients.size() + groups.size() - 1;
            if (all > limits.members()) {
                throw new FailureException(new Failure.TooCostly("members of the Group", limits.members(), all));
            }
        }

        /** What the Groups met last contain, level by level. */
        private Uni<List<String>> below(int depth) {
            if (ahead.isEmpty()) {
                return Uni.createFrom().item(() -> List.copyOf(patients));
            }
            if (depth > limits.groupDepth()) {
                throw new FailureException(
                        new Failure.TooCostly("levels of Groups within the Group", limits.groupDepth(), depth));
            }
            List<String> level = ahead;
            ahead = new ArrayList<>();
            return Multi.createFrom()
                    .iterable(level)
                    .onItem()
                    .transformToUniAndConcatenate(this::within)
                    .collect()
                    .last()
                    .chain(() -> below(depth + 1));
        }

        private Uni<Void> within(String id) {
            return read.by(new ResourceKey(top.type(), new ResourceId(id)), context)
                    .invoke(found -> meet(found.body()))
                    .replaceWithVoid()
                    .onFailure(NestedGroups::isAbsent)
                    .recoverWithNull();
        }
    }

    private static boolean isAbsent(Throwable thrown) {
        return thrown instanceof FailureException refused
                && (refused.failure() instanceof Failure.NotFound || refused.failure() instanceof Failure.Gone);
    }
}
