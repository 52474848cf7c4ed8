package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.OperationWrite.Change;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/**
 * Takes a decision about an order: what the engine says is asked again now, and the decision with everything that
 * follows from it is one write. Of two decisions on one line the first to be written stands.
 */
public final class Decide {
    private static final String OPERATION = "$recognize-decision";
    private static final ResourceType ORDER = ResourceTypes.r4().get("ServiceRequest");
    private static final ResourceType TASK = ResourceTypes.r4().get("Task");

    /** Others who write the order at the same time make a decision look again; more often it gives up. */
    private static final int ATTEMPTS = 4;

    private final Parts parts;

    /** What it is made of. */
    public record Parts(
            RulesInForce rules,
            RecogniseInForce recognise,
            Read read,
            Search search,
            OperationWrite write,
            SearchParser parser,
            OrderReader orders,
            Clock clock,
            Supplier<UUID> ids) {}

    public Decide(Parts parts) {
        this.parts = parts;
    }

    /** The order as it was met; no version where it is not stored yet. */
    private record Met(
            ResourceKey key, ObjectNode body, @Nullable Version version) {}

    /** A decision on a stored order. */
    public Uni<Decided> by(ResourceKey order, JsonNode parameters, RequestContext context) {
        Choice choice = choice(parameters);
        return attempt(order, choice, context, 1);
    }

    /** A decision on an order that comes with it, in the parameter {@code order}, and is stored by it. */
    public Uni<Decided> byNew(JsonNode parameters, RequestContext context) {
        Choice choice = choice(parameters);
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals("order")
                    && parameter.path("resource") instanceof ObjectNode sent
                    && sent.path("resourceType").asText().equals(ORDER.name())) {
                ResourceId id = new ResourceId(parts.ids().get().toString());
                ObjectNode order = sent.deepCopy();
                order.put("id", id.value());
                return decided(new Met(new ResourceKey(ORDER, id), order, null), choice, context);
            }
        }
        throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "required",
                "Parameters.parameter('order')",
                "Send the ServiceRequest as the resource of parameter order, or decide on a stored one by its id.",
                "请在参数 order 中提交 ServiceRequest，或按标识对已保存的医嘱作出决定。"))));
    }

    private Choice choice(JsonNode parameters) {
        return ChoiceReader.read(
                parameters, parts.orders()::local, parts.clock().instant());
    }

    private Uni<Decided> attempt(ResourceKey order, Choice choice, RequestContext context, int number) {
        return parts.read()
                .by(order, context)
                .onItem()
                .transformToUni(stored -> decided(met(stored), choice, context))
                .onFailure(failure -> number < ATTEMPTS && isClash(failure))
                .recoverWithUni(() -> attempt(order, choice, context, number + 1));
    }

    private static Met met(StoredResource stored) {
        if (FhirJson.read(stored.body()) instanceof ObjectNode body) {
            return new Met(stored.key(), body, stored.version());
        }
        throw new IllegalStateException("a stored order is no JSON object");
    }

    private static boolean isClash(Throwable failure) {
        return failure instanceof FailureException refused
                && (refused.failure() instanceof Failure.VersionConflict
                        || refused.failure() instanceof Failure.Conflict);
    }

    private Uni<Decided> decided(Met met, Choice choice, RequestContext context) {
        List<Order> read = parts.orders().read(met.body());
        if (read.stream().anyMatch(Order::prohibits)) {
            throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                    "business-rule",
                    "ServiceRequest.doNotPerform",
                    "The order says not to do this: there is nothing to recognise and nothing to decide.",
                    "此为“不执行”医嘱，无可互认，亦无须决定。"))));
        }
        return parts.recognise().by(read, context).onItem().transformToUni(judged -> {
            RecognitionRules rules = parts.rules().at(judged.getFirst().line().at());
            List<Line> lines = judged.stream().map(line -> Line.of(line, rules)).toList();
            return tasks(lines, context).onItem().transformToUni(known -> {
                Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
                Settlement settlement = Chosen.of(choice, lines, known, met.body());
                DecisionWrite write = new DecisionWrite(
                        met.key(), met.body(), met.version(), rules.version(), context.caller(), now, parts.ids());
                List<Change> changes = write.changes(choice, settlement, known);
                return parts.write()
                        .by(facts(met.key(), choice, settlement, rules), ORDER, changes, context)
                        .map(written -> new Decided(
                                written.getFirst(), settlement.lines(), written.subList(1, written.size())));
            });
        });
    }

    /** The Tasks there are of these lines. */
    private Uni<Map<ResourceKey, KnownTask>> tasks(List<Line> lines, RequestContext context) {
        String ids = lines.stream().map(line -> line.task().id().value()).collect(Collectors.joining(","));
        Map<String, List<String>> parameters =
                Map.of("_id", List.of(ids), "_count", List.of(Integer.toString(lines.size())));
        return parts.search()
                .by("_id=" + ids, () -> List.of(parts.parser().parse(TASK, parameters, false)), context)
                .map(Decide::known);
    }

    private static Map<ResourceKey, KnownTask> known(SearchPage page) {
        return page.matches().stream().collect(Collectors.toMap(StoredResource::key, KnownTask::of));
    }

    /** For the signed log: what was decided about which item on what ground. */
    private static String facts(ResourceKey order, Choice choice, Settlement settlement, RecognitionRules rules) {
        StringBuilder facts = new StringBuilder(order + "/" + OPERATION + "?decision=" + choice.code());
        settlement.lines().forEach(line -> facts.append("&item=").append(line.item()));
        settlement.results().forEach(result -> facts.append("&result=").append(result));
        if (choice instanceof Choice.Repeat repeat) {
            facts.append("&reason=").append(repeat.reason().code());
            facts.append("&patient-informed=").append(repeat.informed());
        }
        return facts.append("&rules=").append(rules.version()).toString();
    }
}
