package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * A change with its place among others.
 *
 * @param path    of the entry, for messages; empty for a request of its own
 * @param fullUrl the address other entries refer to it by, or null
 */
record Asked(Change change, String path, @Nullable String fullUrl) {
    static Asked alone(Change change) {
        return new Asked(change, "", null);
    }

    /** The same failure, with the entry named before each expression. */
    FailureException located(FailureException refused) {
        if (path.isEmpty()) {
            return refused;
        }
        return switch (refused.failure()) {
            case Failure.Malformed(String code, List<Failure.Issue> issues) ->
                new FailureException(new Failure.Malformed(code, within(issues)));
            case Failure.Invalid(List<Failure.Issue> issues) ->
                new FailureException(new Failure.Invalid(within(issues)));
            case Failure.PreconditionFailed(Failure.Issue issue) ->
                new FailureException(
                        new Failure.PreconditionFailed(new Failure.Issue(issue.code(), path, issue.en(), issue.zh())));
            default -> refused;
        };
    }

    private List<Failure.Issue> within(List<Failure.Issue> issues) {
        return issues.stream()
                .map(issue -> issue.expression().startsWith("Bundle.entry")
                        ? issue
                        : new Failure.Issue(
                                issue.code(),
                                issue.expression().isEmpty()
                                        ? path + ".resource"
                                        : path + ".resource." + issue.expression(),
                                issue.en(),
                                issue.zh()))
                .toList();
    }

    /** A rule of FHIR that this entry breaks. */
    FailureException malformed(String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", path, en, zh))));
    }

    /** What this change supposes does not hold. */
    FailureException unmet(String code, String en, String zh) {
        return new FailureException(new Failure.PreconditionFailed(new Failure.Issue(code, path, en, zh)));
    }
}
