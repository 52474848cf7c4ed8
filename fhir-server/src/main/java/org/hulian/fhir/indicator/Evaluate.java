package org.hulian.fhir.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Tally;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.jspecify.annotations.Nullable;

/**
 * The operation {@code $evaluate-measure} for the one measure there is: callers who see figures of all institutions get
 * those they ask for, others their own institution's.
 *
 * @see <a href="https://hl7.org/fhir/R4/measure-operation-evaluate-measure.html">evaluate-measure</a>
 */
public final class Evaluate {
    /** Logical id of the measure. */
    public static final String MEASURE = "recognition";

    private final FigureSource source;
    private final Tally tally;
    private final Clock clock;

    /**
     * Over the clinical database.
     *
     * @param most groups of figures in one answer
     */
    public Evaluate(Pool clinical, Institutions institutions, Tally tally, int most, Clock clock) {
        this.source = new FigureSource(
                clinical,
                number -> institutions
                        .byNumber(number)
                        .map(Institution::code)
                        .map(code -> "Organization/" + code)
                        .orElse(Integer.toString(number)),
                most);
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * The MeasureReport.
     *
     * @param subject  reference of the institution or physician it is about, null for none
     * @param asked    the request as it was sent, for the audit entry
     */
    public Uni<byte[]> by(FigureQuery query, @Nullable String subject, String asked, RequestContext context) {
        return tally.by(asked, query.institution(), only -> source.of(within(query, only)), context)
                .map(counted -> FigureReport.of(counted, query, subject, now()));
    }

    private static FigureQuery within(FigureQuery query, @Nullable Integer institution) {
        return new FigureQuery(
                query.from(),
                query.to(),
                institution,
                query.physician(),
                query.department(),
                query.item(),
                query.repeatDays());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
