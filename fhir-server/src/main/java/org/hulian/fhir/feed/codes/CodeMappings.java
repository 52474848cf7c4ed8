package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.codes.WorkRows.Work;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.store.postgres.AuditOutbox;
import org.hulian.security.crypto.Sealer;
import org.jspecify.annotations.Nullable;

/** The workflow around senders' own codes put together. */
public final class CodeMappings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration USUAL_PERIOD = Duration.ofDays(30);
    private static final int USUAL_PAGE = 20;
    private static final Set<String> STEWARD = Set.of("steward");
    private static final Set<String> MAY_COUNT = Set.of("steward", "operator");
    /** Sweeps between two looks for what can be taken over. */
    private static final int ACCEPT_EVERY = 10;

    private final Parts parts;
    private final WorkRows work;
    private final MappingAudit audit;
    private final MappingRules rules;
    private final MappingRanking ranking;
    private final MappingTasks tasks;
    private final MappingSweep sweep;
    private final MappingDesk desk;
    private volatile IntConsumer wake = sender -> {};
    private volatile long timer = -1;
    private final AtomicInteger sweeps = new AtomicInteger();

    /**
     * What it is made of.
     *
     * @param writer  takes a transaction Bundle on the hub's own account
     * @param zone    of dates without a time
     * @param workers where sample messages are mapped
     */
    public record Parts(
            Vertx vertx,
            Pool clinical,
            Sealer sealer,
            Institutions institutions,
            MessageRecords records,
            BiFunction<byte[], RequestContext, Uni<Void>> writer,
            AuditLog log,
            MappingSettings settings,
            ZoneId zone,
            InstantSource clock,
            Supplier<UUID> ids,
            Executor workers) {}

    /** Does nothing before it is started. */
    public CodeMappings(Parts parts) {
        this.parts = parts;
        MappingRows rows = new MappingRows(parts.clinical());
        work = new WorkRows(parts.clinical());
        audit = new MappingAudit(parts.log(), new AuditOutbox(parts.sealer()), parts.clock(), parts.ids());
        sweep = new MappingSweep(
                rows,
                new MappingPublication(parts.institutions(), parts.writer()::apply),
                new Requeue(
                        parts.clinical(),
                        sender -> wake.accept(sender),
                        parts.settings().requeueBatch()),
                audit);
        MessageSamples samples = new MessageSamples(
                work,
                parts.records(),
                parts.institutions(),
                sweep::book,
                parts.workers(),
                parts.settings().samples());
        ranking = new MappingRanking(samples, sweep::book);
        rules = new MappingRules(parts.institutions(), work, ranking, parts.zone(), parts.clock());
        tasks = new MappingTasks(parts.institutions());
        desk = new MappingDesk(parts.clinical(), rows, rules, audit, parts.institutions(), sweep::once);
    }

    /** Reads what is in force, then looks from time to time. */
    public Uni<Void> start(IntConsumer wakeSender) {
        wake = wakeSender;
        return sweep.refresh()
                .invoke(() -> timer =
                        parts.vertx().setPeriodic(parts.settings().sweep().toMillis(), tick -> sweep()));
    }

    /** No sweep is begun any more. */
    public void stop() {
        parts.vertx().cancelTimer(timer);
    }

    private void sweep() {
        boolean accepting = parts.settings().autoAccept() && sweeps.incrementAndGet() % ACCEPT_EVERY == 0;
        Uni<Void> accepted = accepting
                ? sweep.accept(work, ranking, desk, parts.settings().autoAcceptFrom())
                : Uni.createFrom().voidItem();
        accepted.chain(sweep::once).subscribe().with(done -> {});
    }

    /** What holds for a message of an institution that was received then. */
    public UsedCodes of(Institution institution, Instant received) {
        String map = MappingPublication.id(parts.institutions(), institution.number());
        return sweep.book().of(institution.number(), map, received);
    }

    /** Proposes a target; the Task as it then stands. */
    public Uni<byte[]> propose(MappingRequest request, RequestContext context) {
        return desk.propose(request, context).chain(code -> task(code, context));
    }

    /** Approves or rejects what another steward, or the hub, proposed. */
    public Uni<byte[]> review(MappingRequest request, RequestContext context) {
        return desk.review(request, context).chain(code -> task(code, context));
    }

    /** Ends a mapping from a date on. */
    public Uni<byte[]> retire(MappingRequest request, RequestContext context) {
        return desk.retire(request, context).chain(code -> task(code, context));
    }

    /** The work as a Bundle of Tasks, what is sent most often first. */
    public Uni<byte[]> work(MappingRequest request, RequestContext context) {
        return looked("$work", context, STEWARD, () -> {
            String phase = blank(request.oneOf(
                    "phase", "", "open", "proposed", "approved", "automatic", "in-force", "retired", "rejected"));
            return work.work(
                            sender(request),
                            phase,
                            blank(request.text("code")),
                            count(request),
                            parts.clock().instant())
                    .chain(page -> Multi.createFrom()
                            .iterable(page.work())
                            .onItem()
                            .transformToUniAndConcatenate(each -> task(each, context))
                            .collect()
                            .asList()
                            .map(found -> bundle(page.total(), found)));
        });
    }

    /** How much of what is sent has a target, as Parameters. */
    public Uni<byte[]> coverage(MappingRequest request, RequestContext context) {
        return looked("$coverage", context, MAY_COUNT, () -> {
            Instant stated = rules.instant(request, "until");
            Instant until = stated == null ? parts.clock().instant() : stated;
            Instant from = rules.instant(request, "since");
            Instant since = from == null ? until.minus(USUAL_PERIOD) : from;
            Integer sender = sender(request);
            return Uni.combine()
                    .all()
                    .unis(work.volume(sender, since, until), work.open(sender, since, until))
                    .asTuple()
                    .map(both -> bytes(
                            CoverageReport.of(both.getItem1(), both.getItem2(), since, until, parts.institutions())));
        });
    }

    private Uni<byte[]> looked(
            String operation, RequestContext context, Set<String> roles, Supplier<Uni<byte[]>> look) {
        Uni<byte[]> answer;
        try {
            MappingDesk.requireRole(context, roles);
            answer = look.get();
        } catch (FailureException refused) {
            return audit.refused(operation, refused, context);
        }
        return answer.call(() -> audit.looked(operation, context));
    }

    private Uni<byte[]> task(LocalCode code, RequestContext context) {
        return work.work(code, parts.clock().instant())
                .map(found -> bytes(tasks.task(found.orElseThrow(), List.of(), context.language())));
    }

    private Uni<ObjectNode> task(Work each, RequestContext context) {
        boolean open = each.phase().equals("open") || each.phase().equals("proposed");
        Uni<List<Ranked>> candidates = open
                ? ranking.ranked(each.source(), each.name(), each.unit())
                : Uni.createFrom().item(List.of());
        return candidates.map(ranked -> tasks.task(each, ranked, context.language()));
    }

    private static byte[] bundle(long total, List<ObjectNode> found) {
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "searchset").put("total", total);
        if (!found.isEmpty()) {
            ArrayNode entries = bundle.putArray("entry");
            found.forEach(task -> entries.addObject()
                    .put("fullUrl", "urn:uuid:" + task.path("id").asText())
                    .set("resource", task));
        }
        return bytes(bundle);
    }

    private @Nullable Integer sender(MappingRequest request) {
        String code = request.text("sender");
        return code.isEmpty()
                ? null
                : parts.institutions()
                        .byCode(code)
                        .map(Institution::number)
                        .orElseThrow(() -> MappingRequest.invalid(
                                "value", MappingRequest.at("sender"), "No such institution.", "没有该机构。"));
    }

    private static int count(MappingRequest request) {
        String text = request.text("_count");
        if (text.isEmpty()) {
            return USUAL_PAGE;
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw MappingRequest.invalid("value", "_count", "_count must be a number from 1.", "_count 必须是不小于 1 的数字。");
        }
        return Math.min(Integer.parseInt(text), MappingSettings.MOST_WORK);
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    private static byte[] bytes(ObjectNode resource) {
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }
}
