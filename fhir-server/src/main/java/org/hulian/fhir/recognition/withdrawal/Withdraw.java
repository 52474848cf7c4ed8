package org.hulian.fhir.recognition.withdrawal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.StoredResource;

/** Finds out whether a result may still be relied on, and tells who did when it may not. */
final class Withdraw {
    private static final ResourceType TASK = ResourceTypes.r4().get("Task");
    private static final ResourceType ORDER = ResourceTypes.r4().get("ServiceRequest");

    private static final Set<String> RETRACTED = Set.of("cancelled", "entered-in-error");
    private static final Set<String> CORRECTED = Set.of("amended", "corrected");

    /** What a result says; any other element may change without consequence. */
    private static final List<String> SAID = List.of(
            "valueQuantity",
            "valueCodeableConcept",
            "valueString",
            "valueBoolean",
            "valueInteger",
            "valueRange",
            "valueRatio",
            "component",
            "code",
            "subject",
            "effectiveDateTime",
            "effectiveInstant",
            "effectivePeriod",
            "dataAbsentReason",
            "specimen",
            "method",
            "result",
            "imagingStudy",
            "media");

    private final Read read;
    private final VersionRead versions;
    private final OperationWrite write;
    private final Institutions institutions;
    private final Clock clock;

    Withdraw(Read read, VersionRead versions, OperationWrite write, Institutions institutions, Clock clock) {
        this.read = read;
        this.versions = versions;
        this.write = write;
        this.institutions = institutions;
        this.clock = clock;
    }

    /** What a change of a result means for who relied on it. */
    Uni<Optional<Cause>> cause(Reliances.Changed changed) {
        int slash = changed.result().indexOf('/');
        ResourceKey key = new ResourceKey(
                ResourceTypes.r4().get(changed.result().substring(0, slash)),
                new ResourceId(changed.result().substring(slash + 1)));
        RequestContext hub = hub();
        return read.by(key, hub)
                .onItem()
                .transformToUni(now -> versions.by(key, new Version(changed.version()), hub)
                        .map(before -> compared(tree(before), tree(now))))
                .onFailure(Withdraw::isAbsent)
                .recoverWithItem(Optional.of(Cause.RETRACTED));
    }

    private static Optional<Cause> compared(JsonNode before, JsonNode now) {
        String status = now.path("status").asText();
        if (RETRACTED.contains(status)) {
            return Optional.of(Cause.RETRACTED);
        }
        boolean same = SAID.stream().allMatch(element -> before.path(element).equals(now.path(element)));
        return same && !CORRECTED.contains(status) ? Optional.empty() : Optional.of(Cause.CORRECTED);
    }

    /** What rules mean for a result relied on. */
    static Optional<Cause> cause(Reliance reliance, RecognitionRules rules) {
        return switch (rules.mark(reliance.laboratory(), reliance.item(), reliance.effective())) {
            case VALID -> Optional.empty();
            case DOUBT -> Optional.of(Cause.ASSESSMENT_IN_DOUBT);
            case NONE -> Optional.of(Cause.ASSESSMENT_LOST);
        };
    }

    /** Tells who relied on it, if they do not know. */
    Uni<Void> tell(Reliance reliance, Cause cause) {
        Institution institution = institutions.byNumber(reliance.institution()).orElse(null);
        if (institution == null || reliance.standing().equals(cause.standing())) {
            return Uni.createFrom().voidItem();
        }
        RequestContext context = new RequestContext(Access.of(institution), "withdrawal", "en");
        ResourceKey task = new ResourceKey(TASK, new ResourceId(reliance.task().toString()));
        ResourceKey order = new ResourceKey(ORDER, new ResourceId(reliance.order()));
        return read.by(task, context)
                .onItem()
                .transformToUni(stored -> read.by(order, context)
                        .onItem()
                        .transformToUni(
                                ordered -> write(reliance, institution, stored, tree(ordered), cause, context)));
    }

    private Uni<Void> write(
            Reliance reliance,
            Institution institution,
            StoredResource stored,
            JsonNode order,
            Cause cause,
            RequestContext context) {
        if (!(tree(stored) instanceof ObjectNode task)
                || task.at("/businessStatus/coding/0/code").asText().equals(cause.standing())) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String facts = "%s/$withdraw?cause=%s&result=%s&order=%s"
                .formatted(stored.key(), cause.code(), reliance.result(), reliance.order());
        return write.by(
                        facts,
                        TASK,
                        List.of(
                                Notice.task(stored, task, cause, now),
                                Notice.communication(reliance, institution.code(), task, order, cause, now)),
                        context)
                .replaceWithVoid();
    }

    private static RequestContext hub() {
        return new RequestContext(Access.hub(), "withdrawal", "en");
    }

    private static JsonNode tree(StoredResource stored) {
        JsonNode tree = FhirJson.read(stored.body());
        return tree == null ? FhirJson.missing() : tree;
    }

    private static boolean isAbsent(Throwable failure) {
        return failure instanceof FailureException refused
                && (refused.failure() instanceof Failure.NotFound || refused.failure() instanceof Failure.Gone);
    }
}
