package org.hulian.fhir.failure;

import java.util.List;
import org.hulian.fhir.failure.Failure.Issue;
import org.hulian.fhir.failure.Outcome.Said;

/**
 * The one place where failures get their status, issue code and words. Every sentence says what to do next and holds
 * no personal data.
 */
public final class Outcomes {
    private final boolean chinese;

    private Outcomes(boolean chinese) {
        this.chinese = chinese;
    }

    /** What a failure is called in a language, {@code zh} or anything else for English. */
    public static Outcome of(Failure failure, String language) {
        return new Outcomes(language.equals("zh")).outcome(failure);
    }

    /** A fault of the hub: the id finds it in the log, nothing else is told. */
    public static Outcome fault(String id, String language) {
        return new Outcomes(language.equals("zh")).faulty(id);
    }

    private Outcome outcome(Failure failure) {
        return switch (failure) {
            case Failure.NotFound absent ->
                Outcome.one(
                        404,
                        "not-found",
                        say(
                                absent.what() + " is not known here, or not shared with you. Check the id.",
                                absent.what() + " 不存在，或未向您共享。请核对标识。"));
            case Failure.Gone gone ->
                Outcome.one(
                        410,
                        "deleted",
                        say(
                                gone.key() + " was deleted. Its history may still be readable.",
                                gone.key() + " 已被删除，仍可查询其历史版本。"));
            case Failure.VersionConflict stale ->
                Outcome.one(
                        412,
                        "conflict",
                        say(
                                "%s is at version %d, If-Match names %d. Read it again and repeat the change."
                                        .formatted(
                                                stale.key(),
                                                stale.actual().number(),
                                                stale.expected().number()),
                                "%s 当前版本为 %d，If-Match 指定的是 %d。请重新读取后再修改。"
                                        .formatted(
                                                stale.key(),
                                                stale.actual().number(),
                                                stale.expected().number())));
            case Failure.PreconditionFailed unmet -> issues(412, List.of(unmet.issue()), "processing");
            case Failure.Conflict conflict ->
                Outcome.one(
                        409,
                        "conflict",
                        say(
                                conflict.what() + " was changed by another request at the same time. Repeat yours.",
                                conflict.what() + " 正被其他请求修改。请重试。"));
            case Failure.Decided decided ->
                Outcome.one(
                        409,
                        "conflict",
                        say(
                                decided.what() + " is decided already. Read its Task for who decided what.",
                                decided.what() + " 已有决定，请查看相应的 Task。"));
            case Failure.Unauthenticated refused ->
                Outcome.one(
                        401,
                        refused.code(),
                        say(
                                refused.reason() + " Sign in and send a valid bearer token.",
                                "访问令牌缺失或无效（" + refused.code() + "）。请登录后携带有效令牌。"));
            case Failure.Forbidden forbidden ->
                Outcome.one(
                        403,
                        "forbidden",
                        say(
                                "Not permitted (" + forbidden.reason()
                                        + "). Ask for the scope or role that covers this request.",
                                "无权执行此操作（" + forbidden.reason() + "）。请申请相应的授权范围或角色。"));
            case Failure.Malformed malformed -> issues(400, malformed.issues(), malformed.code());
            case Failure.Invalid invalid -> issues(422, invalid.issues(), "invalid");
            case Failure.NotSupported unsupported -> unsupported(unsupported);
            case Failure.TooMany many ->
                Outcome.one(
                        429,
                        "throttled",
                        say(
                                "%s: there are %d, the most there may be. Try again when one of them is over."
                                        .formatted(many.what(), many.limit()),
                                "%s：已有 %d 个，达到上限。请在其中之一结束后重试。".formatted(ChineseNames.of(many.what()), many.limit())));
            case Failure.TooCostly costly ->
                Outcome.one(
                        400,
                        "too-costly",
                        say(
                                "%s: %d asked, at most %d allowed. Ask for less at a time."
                                        .formatted(costly.what(), costly.asked(), costly.limit()),
                                "%s：请求 %d，上限 %d。请减少单次请求量。"
                                        .formatted(ChineseNames.of(costly.what()), costly.asked(), costly.limit())));
            case Failure.TooSlow slow ->
                Outcome.one(
                        503,
                        "timeout",
                        say(
                                ("A statement of this request took longer than the %d s one may take and was given up; "
                                                + "nothing was changed. Narrow what you ask for by a patient, code or date; "
                                                + "if it is narrow, the database is busy: repeat it in a while.")
                                        .formatted(slow.limit().toSeconds()),
                                "本次请求的数据库语句超过 %d 秒上限，已取消，未作任何更改。请按患者、编码或日期缩小范围；若范围已很小，则数据库繁忙，请稍后重试。"
                                        .formatted(slow.limit().toSeconds())));
            case Failure.PageExpired expired ->
                Outcome.one(
                        410,
                        "expired",
                        say(
                                "The pages of a search are kept for "
                                        + expired.life().toMinutes() + " minutes. Search again.",
                                "检索分页仅保留 " + expired.life().toMinutes() + " 分钟。请重新检索。"));
            case Failure.TooLong large ->
                Outcome.one(
                        413,
                        "too-long",
                        say(
                                "%s is larger than %d bytes. Split it.".formatted(large.what(), large.limit()),
                                "%s 超过 %d 字节。请拆分后提交。".formatted(large.what(), large.limit())));
            case Failure.MediaType media -> media(media);
            case Failure.Unavailable unavailable ->
                Outcome.one(
                        503,
                        "transient",
                        say(
                                "Temporarily not possible (" + unavailable.what() + "). Repeat in a few seconds.",
                                "暂时无法处理（" + unavailable.what() + "）。请稍后重试。"));
        };
    }

    private Outcome unsupported(Failure.NotSupported unsupported) {
        String offered = unsupported.offered().isEmpty()
                ? ""
                : say(" Offered: ", "可用：") + String.join(", ", unsupported.offered()) + say(".", "。");
        return Outcome.one(
                unsupported.status(),
                "not-supported",
                say(
                        unsupported.what() + " is not supported. See /fhir/metadata." + offered,
                        "不支持" + ChineseNames.of(unsupported.what()) + "，请参阅 /fhir/metadata。" + offered));
    }

    private Outcome media(Failure.MediaType media) {
        String types = "application/fhir+json, application/fhir+xml";
        return media.accept()
                ? Outcome.one(
                        406,
                        "not-supported",
                        say(
                                "No offered format is accepted. Accept one of: " + types + ".",
                                "无法提供所请求的格式。可用：" + types + "。"))
                : Outcome.one(
                        415,
                        "not-supported",
                        say(
                                "The Content-Type is not supported. Send one of: " + types + ".",
                                "不支持此 Content-Type。可用：" + types + "。"));
    }

    private Outcome faulty(String id) {
        return Outcome.one(
                500,
                "exception",
                say(
                        "The hub failed at this request. Tell its operator the fault id " + id + ".",
                        "系统处理此请求时出错。请将故障编号 " + id + " 告知管理员。"));
    }

    private Outcome issues(int status, List<Issue> issues, String code) {
        if (issues.isEmpty()) {
            return Outcome.one(status, code, say("The body cannot be read. Check its syntax.", "无法解析请求内容，请检查语法。"));
        }
        return new Outcome(
                status,
                issues.stream()
                        .map(issue -> new Said("error", issue.code(), issue.expression(), say(issue.en(), issue.zh())))
                        .toList());
    }

    private String say(String en, String zh) {
        return chinese ? zh : en;
    }
}
