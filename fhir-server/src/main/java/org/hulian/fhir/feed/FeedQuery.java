package org.hulian.fhir.feed;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.Status;
import org.jspecify.annotations.Nullable;

/** The text of a request for messages, checked. */
final class FeedQuery {
    private FeedQuery() {}

    static FeedFilter of(
            @Nullable String status,
            @Nullable String sender,
            @Nullable String before,
            @Nullable String count,
            Institutions institutions) {
        return new FeedFilter(
                status(status),
                sender(sender, institutions),
                before == null ? null : number("before", before),
                count(count));
    }

    static @Nullable Integer sender(@Nullable String code, Institutions institutions) {
        return code == null
                ? null
                : institutions
                        .byCode(code)
                        .map(Institution::number)
                        .orElseThrow(() -> invalid("sender", "No such institution.", "没有该机构。"));
    }

    static int count(@Nullable String count) {
        return count == null ? 50 : Math.clamp(number("count", count), 1, FeedFilter.MOST);
    }

    private static long number(String parameter, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid(parameter, parameter + " must be a number.", parameter + " 必须是数字。");
        }
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new Failure.NotFound("feed message"));
        }
    }

    private static @Nullable String status(@Nullable String status) {
        if (status == null
                || Arrays.stream(Status.values()).anyMatch(s -> s.code().equals(status))) {
            return status;
        }
        String known = String.join(
                ", ", Arrays.stream(Status.values()).map(Status::code).toList());
        throw invalid("status", "status must be one of " + known + ".", "status 只能是：" + known + "。");
    }

    private static FailureException invalid(String parameter, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("value", List.of(new Failure.Issue("value", parameter, en, zh))));
    }
}
