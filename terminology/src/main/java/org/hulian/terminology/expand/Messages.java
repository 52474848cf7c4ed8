package org.hulian.terminology.expand;

import org.jspecify.annotations.Nullable;

/** What is said about value sets and code systems, in both languages; English as other terminology servers say it. */
public final class Messages {
    private Messages() {}

    static TerminologyException unknownValueSet(String canonical) {
        return new TerminologyException(404, Issue.error("not-found", "not-found", noValueSet(canonical)));
    }

    static Text noValueSet(String canonical) {
        return new Text(
                "Unable_to_resolve_value_Set_",
                "A definition for the value Set '%s' could not be found".formatted(canonical),
                "找不到值集“%s”的定义".formatted(canonical));
    }

    /** A code system that a value set needs and nobody knows. */
    public static TerminologyException unknownSystem(String canonical) {
        return new TerminologyException(
                404,
                Issue.error(
                        "not-found",
                        "not-found",
                        new Text(
                                "UNKNOWN_CODESYSTEM_EXP",
                                "A definition for CodeSystem '%s' could not be found, so the value set cannot be expanded"
                                        .formatted(canonical),
                                "找不到代码系统“%s”的定义，值集无法展开".formatted(canonical))));
    }

    static TerminologyException missingSupplement(String canonical) {
        return new TerminologyException(
                404,
                Issue.error(
                        "not-found",
                        "not-found",
                        new Text(
                                "VALUESET_SUPPLEMENT_MISSING",
                                "The code system supplement %s is required and not known".formatted(canonical),
                                "所需的代码系统补充 %s 不存在".formatted(canonical))));
    }

    static TerminologyException circular(String canonical, Iterable<String> path) {
        return new TerminologyException(
                422,
                Issue.error(
                        "processing",
                        "vs-invalid",
                        new Text(
                                "VALUESET_CIRCULAR_REFERENCE",
                                "Found a circularity pointing to %s processing ValueSet with pathway [%s]"
                                        .formatted(canonical, String.join(", ", path)),
                                "值集循环引用 %s，路径：[%s]".formatted(canonical, String.join(", ", path)))));
    }

    static TerminologyException filterWithoutValue(String system, String property, String op) {
        return new TerminologyException(
                422,
                Issue.error(
                        "invalid",
                        "vs-invalid",
                        new Text(
                                "UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE",
                                "The system %s filter with property = %s, op = %s has no value"
                                        .formatted(system, property, op),
                                "系统 %s 的过滤条件（属性 %s，运算 %s）缺少值".formatted(system, property, op))));
    }

    static TerminologyException filterNotSupported(String system, String property, String op) {
        return new TerminologyException(
                422,
                Issue.error(
                        "not-supported",
                        "vs-invalid",
                        new Text(
                                "FILTER_NOT_UNDERSTOOD",
                                "The filter %s %s is not supported for the code system %s"
                                        .formatted(property, op, system),
                                "代码系统 %s 不支持过滤条件 %s %s".formatted(system, property, op))));
    }

    static TerminologyException regexTooCostly(String regex) {
        return new TerminologyException(
                422,
                Issue.error(
                        "too-costly",
                        "vs-invalid",
                        new Text(
                                "",
                                "The regular expression '%s' is wrong or takes too long. Write a simpler one."
                                        .formatted(regex),
                                "正则表达式“%s”有误或耗时过长，请改写得更简单".formatted(regex))));
    }

    /** All codes of a grammar were asked for. */
    public static TerminologyException notListed(String system) {
        return new TerminologyException(
                422,
                Issue.error(
                        "too-costly",
                        "",
                        new Text(
                                "",
                                "The code system %s is a grammar: its codes cannot be listed".formatted(system),
                                "代码系统 %s 由语法定义，无法列出全部代码".formatted(system))));
    }

    /** More codes than one answer may hold. */
    public static TerminologyException tooManyCodes(String valueSet, int limit) {
        return new TerminologyException(
                422,
                Issue.error(
                        "too-costly",
                        "",
                        new Text(
                                "VALUESET_TOO_COSTLY",
                                "The value set '%s' expansion has too many codes to produce (>%d). Ask for a page with count, or filter."
                                        .formatted(valueSet, limit),
                                "值集“%s”的展开超过 %d 个代码。请用 count 分页或加过滤条件".formatted(valueSet, limit))));
    }

    static TerminologyException versionNotAllowed(String system, @Nullable String version, String pattern) {
        return new TerminologyException(
                422,
                Issue.error(
                        "exception",
                        "version-error",
                        new Text(
                                "VALUESET_VERSION_CHECK",
                                "The version '%s' is not allowed for system '%s': required to be '%s' by a version-check parameter"
                                        .formatted(version == null ? "" : version, system, pattern),
                                "系统“%2$s”不允许使用版本“%1$s”：check-system-version 要求“%3$s”"
                                        .formatted(version == null ? "" : version, system, pattern))));
    }
}
