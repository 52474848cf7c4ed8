package org.hulian.fhir.feed;

import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.mappers.Problem;

/** What a failed write means for its message: try again, or never. */
sealed interface Verdict {
    /** The cause may go away by itself. */
    record Again(Problem problem) implements Verdict {}

    /** The message as it is cannot be written. */
    record Dead(Problem problem) implements Verdict {}

    static Verdict of(Throwable thrown) {
        return thrown instanceof FailureException refused
                ? of(refused.failure())
                // A fault may be the database's or ours; only time tells them apart.
                : new Again(FeedFault.NOT_WRITTEN.because(thrown.getClass().getSimpleName()));
    }

    private static Verdict of(Failure failure) {
        return switch (failure) {
            case Failure.Unavailable unavailable -> new Again(FeedFault.NOT_WRITTEN.because(unavailable.what()));
            case Failure.TooSlow slow -> new Again(FeedFault.NOT_WRITTEN.because("timeout"));
            case Failure.Conflict conflict -> new Again(FeedFault.NOT_WRITTEN.because("conflict"));
            case Failure.VersionConflict conflict -> new Again(FeedFault.NOT_WRITTEN.because("version conflict"));
            case Failure.Decided decided -> new Dead(FeedFault.NOT_WRITTEN.because("decided already"));
            case Failure.NotFound absent -> new Dead(FeedFault.NOT_WRITTEN.because("a record named is not there"));
            case Failure.Gone gone ->
                new Dead(FeedFault.NOT_WRITTEN.because("deleted: " + gone.key().type()));
            case Failure.PreconditionFailed unmet ->
                new Dead(FeedFault.NOT_WRITTEN.because(issues(java.util.List.of(unmet.issue()))));
            case Failure.Unauthenticated login -> new Dead(FeedFault.NOT_WRITTEN.because(login.code()));
            case Failure.Forbidden forbidden -> new Dead(FeedFault.NOT_WRITTEN.because(forbidden.reason()));
            case Failure.Malformed malformed -> new Dead(FeedFault.NOT_WRITTEN.because(issues(malformed.issues())));
            case Failure.Invalid invalid -> new Dead(FeedFault.NOT_WRITTEN.because(issues(invalid.issues())));
            case Failure.NotSupported unknown -> new Dead(FeedFault.NOT_WRITTEN.because(unknown.what()));
            case Failure.TooCostly costly -> new Dead(FeedFault.NOT_WRITTEN.because(costly.what()));
            case Failure.TooMany many -> new Again(FeedFault.NOT_WRITTEN.because(many.what()));
            case Failure.PageExpired expired -> new Dead(FeedFault.NOT_WRITTEN.because("page expired"));
            case Failure.TooLong tooLong -> new Dead(FeedFault.NOT_WRITTEN.because(tooLong.what()));
            case Failure.MediaType media -> new Dead(FeedFault.NOT_WRITTEN.because(media.given()));
        };
    }

    private static String issues(java.util.List<Failure.Issue> issues) {
        return issues.stream()
                .limit(3)
                .map(issue -> issue.expression() + " " + issue.code() + ": " + issue.en())
                .collect(Collectors.joining("; "));
    }
}
