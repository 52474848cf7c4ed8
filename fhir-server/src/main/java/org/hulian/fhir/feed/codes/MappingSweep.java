package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.fhir.feed.codes.WorkRows.Work;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.mappers.LocalCodes;
import org.jboss.logging.Logger;

/** Brings decisions into force: the book the feed maps by, the published maps, the messages to process again. */
final class MappingSweep {
    private static final Logger LOG = Logger.getLogger(MappingSweep.class);
    private static final int JUDGED_AT_ONCE = 5;

    private final MappingRows rows;
    private final MappingPublication publication;
    private final Requeue requeue;
    private final MappingAudit audit;
    private final Map<LocalCode, Long> judged = new ConcurrentHashMap<>();
    private volatile MappingBook book = MappingBook.EMPTY;

    MappingSweep(MappingRows rows, MappingPublication publication, Requeue requeue, MappingAudit audit) {
        this.rows = rows;
        this.publication = publication;
        this.requeue = requeue;
        this.audit = audit;
    }

    MappingBook book() {
        return book;
    }

    /** The book as it stands in the database. */
    Uni<Void> refresh() {
        return rows.versions()
                .chain(versions -> versions.equals(book.versions())
                        ? Uni.createFrom().voidItem()
                        : rows.book().invoke(fresh -> book = fresh).replaceWithVoid());
    }

    /** Everything once. What fails is logged and tried again at the next sweep: the decisions are committed. */
    Uni<Void> once() {
        return refresh()
                .chain(() -> publication.publish(book, audit.now()))
                .chain(() -> requeue.step(this::refresh))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "mappings not in force yet: %s", failure.getClass().getName());
                    LOG.debug("mappings", failure);
                    return null;
                });
    }

    /** Takes over what is sure; looks again at a code when it was sent twice as often as at the last look. */
    Uni<Void> accept(WorkRows work, MappingRanking ranking, MappingDesk desk, int from) {
        Instant now = audit.now();
        return work.work(null, "open", null, MappingSettings.MOST_WORK, now)
                .chain(page -> Multi.createFrom()
                        .items(page.work().stream()
                                .filter(each -> each.source().kind() == LocalCodes.Kind.CODE)
                                .filter(each -> each.count() >= from && each.decision() == null)
                                .filter(each -> judged.getOrDefault(each.source(), 0L) * 2 <= each.count())
                                .limit(JUDGED_AT_ONCE))
                        .onItem()
                        .transformToUniAndConcatenate(each -> ranking.ranked(each.source(), each.name(), each.unit())
                                .invoke(() -> judged.put(each.source(), each.count()))
                                .chain(ranked -> accept(each, ranked, desk, now)))
                        .collect()
                        .asList())
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("codes not judged: %s", failure.getClass().getName());
                    LOG.debug("codes", failure);
                    return null;
                });
    }

    private static Uni<Void> accept(Work work, List<Ranked> ranked, MappingDesk desk, Instant now) {
        if (ranked.isEmpty() || !ranked.getFirst().sure()) {
            return Uni.createFrom().voidItem();
        }
        Ranked first = ranked.getFirst();
        Instant starts = work.first() == null ? now : work.first();
        Draft draft = new Draft(
                work.source(),
                work.name(),
                first.code(),
                first.words(),
                "equivalent",
                "",
                MappingRules.evidence(first),
                starts);
        return desk.accept(draft, new RequestContext(Access.hub(), "auto-accept", "en"));
    }
}
