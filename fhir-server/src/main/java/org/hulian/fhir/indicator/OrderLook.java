package org.hulian.fhir.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.OperationWrite.Change;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.decision.Line;
import org.hulian.fhir.recognition.decision.Offer;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one order: the first time it asks the engine, as the institution that ordered, and leaves an open Task for
 * each line a result could answer; every time it notes what became of the lines.
 */
final class OrderLook {
    private static final ResourceType ORDER = ResourceTypes.r4().get("ServiceRequest");
    private static final ResourceType TASK = ResourceTypes.r4().get("Task");
    private static final Set<String> ORDERED = Set.of("draft", "active", "on-hold", "completed");

    private final OrderCounting.Parts parts;
    private final OrderLines lines;

    OrderLook(OrderCounting.Parts parts, OrderLines lines) {
        this.parts = parts;
        this.lines = lines;
    }

    /** An order with what is the same for all of its lines. */
    private record Seen(
            StoredResource stored, JsonNode body, Institution institution, UUID patient, RequestContext context) {
        String id() {
            return stored.key().id().value();
        }

        String status() {
            return body.path("status").asText();
        }
    }

    /** Status and reason of a line's Task. */
    private record Standing(String status, @Nullable String reason) {}

    Uni<Void> at(String order) {
        RequestContext hub = new RequestContext(Access.hub(), "order-lines", "en");
        return parts.read()
                .by(new ResourceKey(ORDER, new ResourceId(order)), hub)
                .onItem()
                .transformToUni(this::seen)
                .onFailure(OrderLook::isAbsent)
                .recoverWithUni(absent -> lines.remove(order));
    }

    private Uni<Void> seen(StoredResource stored) {
        JsonNode body = FhirJson.read(stored.body());
        Institution institution = parts.institutions().byNumber(stored.owner()).orElse(null);
        UUID patient = stored.patient();
        if (body == null || institution == null || patient == null) {
            return Uni.createFrom().voidItem();
        }
        RequestContext context = new RequestContext(Access.of(institution), "order-lines", "en");
        Seen seen = new Seen(stored, body, institution, parts.pseudonym().apply(patient), context);
        return lines.of(seen.id()).onItem().transformToUni(known -> known.isEmpty() ? first(seen) : again(seen, known));
    }

    private Uni<Void> first(Seen seen) {
        // An order the engine cannot read, such as a referral in words, has no lines.
        return Uni.createFrom()
                .deferred(() -> parts.recognise().by(parts.orders().read(seen.body()), seen.context()))
                .onFailure(FailureException.class)
                .recoverWithItem(List.of())
                .onItem()
                .transformToUni(judged -> {
                    List<Line> found = judged.stream()
                            .filter(line -> !line.order().prohibits())
                            .filter(line -> rules(line.line().at())
                                    .item(line.line().code())
                                    .isPresent())
                            .map(line -> Line.of(line, rules(line.line().at())))
                            .toList();
                    List<OrderLineRow> rows =
                            found.stream().map(line -> row(line, seen)).toList();
                    return standings(rows, seen)
                            .onItem()
                            .transformToUni(standings ->
                                    offer(found, standings, seen).onItem().transformToUni(all -> put(rows, all, seen)));
                });
    }

    private Uni<Void> again(Seen seen, List<OrderLineRow> known) {
        return standings(known, seen).onItem().transformToUni(standings -> put(known, standings, seen));
    }

    /** Open Tasks for lines that may be answered and have none; gives the standings with them. */
    private Uni<Map<UUID, Standing>> offer(List<Line> found, Map<UUID, Standing> standings, Seen seen) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Line> offered = found.stream()
                .filter(line -> ORDERED.contains(seen.status()))
                .filter(line -> !line.offered().isEmpty() && !standings.containsKey(task(line)))
                .toList();
        if (offered.isEmpty()) {
            return Uni.createFrom().item(standings);
        }
        List<Change> changes = offered.stream()
                .map(line -> Offer.of(
                        line, seen.body(), rules(line.judged().line().at()).version(), now))
                .toList();
        Map<UUID, Standing> all = new HashMap<>(standings);
        offered.forEach(line -> all.put(task(line), new Standing("requested", null)));
        return parts.write()
                .by("ServiceRequest/" + seen.id() + "/$recognize", ORDER, changes, seen.context())
                .replaceWith(all);
    }

    private Uni<Void> put(List<OrderLineRow> rows, Map<UUID, Standing> standings, Seen seen) {
        return department(seen)
                .onItem()
                .transformToUni(department -> lines.put(
                        seen.id(),
                        rows.stream()
                                .map(row -> now(row, standings.get(row.task()), department, seen))
                                .toList()));
    }

    private static OrderLineRow now(OrderLineRow row, @Nullable Standing standing, String department, Seen seen) {
        LineState state = standing == null
                ? LineState.of(seen.status(), null, null)
                : LineState.of(seen.status(), standing.status(), standing.reason());
        return new OrderLineRow(
                row.task(),
                row.patient(),
                row.item(),
                row.code(),
                row.institution(),
                department,
                physician(seen.body()),
                row.at(),
                row.day(),
                state,
                row.price());
    }

    private OrderLineRow row(Line line, Seen seen) {
        Instant at = line.judged().line().at();
        BigDecimal price = rules(at).price(line.item());
        return new OrderLineRow(
                task(line),
                seen.patient(),
                line.item(),
                line.judged().line().code(),
                seen.institution().number(),
                "",
                "",
                at,
                LocalDate.ofInstant(at, parts.zone()),
                LineState.VOID,
                price);
    }

    private Uni<Map<UUID, Standing>> standings(List<OrderLineRow> rows, Seen seen) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String ids = rows.stream().map(row -> row.task().toString()).collect(Collectors.joining(","));
        Map<String, List<String>> parameters =
                Map.of("_id", List.of(ids), "_count", List.of(Integer.toString(rows.size())));
        return parts.search()
                .by("_id=" + ids, () -> List.of(parts.parser().parse(TASK, parameters, false)), seen.context())
                .map(page -> page.matches().stream()
                        .collect(Collectors.toMap(
                                task -> UUID.fromString(task.key().id().value()), OrderLook::standing)));
    }

    private static Standing standing(StoredResource stored) {
        JsonNode task = FhirJson.read(stored.body());
        if (task == null) {
            return new Standing("", null);
        }
        JsonNode reason = task.at("/statusReason/coding/0/code");
        return new Standing(task.path("status").asText(), reason.isMissingNode() ? null : reason.asText());
    }

    /** Of the encounter: its service, else its first place; empty where it names none. */
    private Uni<String> department(Seen seen) {
        String reference =
                parts.orders().local(seen.body().at("/encounter/reference").asText());
        String id = reference.startsWith("Encounter/") ? reference.substring("Encounter/".length()) : "";
        if (!ResourceId.isValid(id)) {
            return Uni.createFrom().item("");
        }
        ResourceKey key = new ResourceKey(ResourceTypes.r4().get("Encounter"), new ResourceId(id));
        return parts.read()
                .by(key, seen.context())
                .map(stored -> {
                    JsonNode encounter = FhirJson.read(stored.body());
                    return encounter == null
                            ? ""
                            : Stream.of(
                                            "/serviceType/coding/0/code",
                                            "/serviceType/text",
                                            "/location/0/location/reference",
                                            "/location/0/location/display")
                                    .map(path -> encounter.at(path).asText())
                                    .filter(text -> !text.isEmpty())
                                    .findFirst()
                                    .orElse("");
                })
                .onFailure(OrderLook::isAbsent)
                .recoverWithItem("");
    }

    private static String physician(JsonNode order) {
        JsonNode requester = order.path("requester");
        String reference = requester.path("reference").asText();
        return reference.isEmpty() ? requester.at("/identifier/value").asText() : reference;
    }

    private RecognitionRules rules(Instant at) {
        return parts.rules().at(at);
    }

    private static UUID task(Line line) {
        return UUID.fromString(line.task().id().value());
    }

    private static boolean isAbsent(Throwable failure) {
        return failure instanceof FailureException refused
                && (refused.failure() instanceof Failure.NotFound || refused.failure() instanceof Failure.Gone);
    }
}
