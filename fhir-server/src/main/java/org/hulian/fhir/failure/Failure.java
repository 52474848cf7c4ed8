package org.hulian.fhir.failure;

import java.time.Duration;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;

/** Everything a caller can be refused with; the words are made by {@code Outcomes}. */
public sealed interface Failure {
    /** Absent, or present but not for this caller: the answer is the same. */
    record NotFound(String what) implements Failure {}

    /** Deleted; only said to those who could have read it. */
    record Gone(ResourceKey key) implements Failure {}

    /** A stale {@code If-Match}. */
    record VersionConflict(ResourceKey key, Version expected, Version actual) implements Failure {}

    /** What the request supposes does not hold, such as that its criteria name one resource. */
    record PreconditionFailed(Issue issue) implements Failure {}

    /** Two writers met, or the id is taken. */
    record Conflict(String what) implements Failure {}

    /** Decided already, once and for all: repeating the request changes nothing. */
    record Decided(String what) implements Failure {}

    /** No token, or one that does not hold. */
    record Unauthenticated(String code, String reason) implements Failure {}

    /** The caller's role or scopes do not allow this kind of request at all. */
    record Forbidden(String reason) implements Failure {}

    /** The body is not readable as what it says it is. */
    record Malformed(String code, List<Issue> issues) implements Failure {}

    /** Readable, but against FHIR's or the hub's rules. */
    record Invalid(List<Issue> issues) implements Failure {}

    /** A resource type, parameter, modifier or interaction that is not offered. */
    record NotSupported(String what, List<String> offered, int status) implements Failure {}

    /** A search or request past a configured limit. */
    record TooCostly(String what, long limit, long asked) implements Failure {}

    /** As many as one caller may have at a time; later there is room again. */
    record TooMany(String what, long limit) implements Failure {}

    /** A statement of a database took longer than one may, and was given up. */
    record TooSlow(Duration limit) implements Failure {}

    /** A body past the configured limit. */
    record TooLong(String what, long limit) implements Failure {}

    /** A page of a search that began longer ago than pages are kept. */
    record PageExpired(Duration life) implements Failure {}

    /** Content-Type or Accept that is not offered. */
    record MediaType(String given, boolean accept) implements Failure {}

    /** Temporarily not possible: the audit or a database cannot be written. */
    record Unavailable(String what) implements Failure {}

    /**
     * One thing that is wrong.
     *
     * @param code       a code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>
     * @param expression FHIRPath of the element, or empty
     * @param en         what is wrong and what to do, without personal data
     * @param zh         the same in Chinese
     */
    record Issue(String code, String expression, String en, String zh) {}
}
