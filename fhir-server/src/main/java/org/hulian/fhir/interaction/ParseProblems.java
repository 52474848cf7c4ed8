package org.hulian.fhir.interaction;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure.Issue;
import org.hulian.fhir.plain.ValueForms;
import org.jspecify.annotations.Nullable;

/** Collects what HAPI's parser finds, in our words: its own repeat values of the body. */
final class ParseProblems implements IParserErrorHandler {
    private static final int MOST = 20;

    private final List<Issue> found = new ArrayList<>();

    List<Issue> found() {
        return found;
    }

    /** The parser gave up without saying where. */
    void unreadable() {
        if (found.isEmpty()) {
            add("structure", "", "The body is not a valid FHIR R4 resource.", "请求内容不是合法的 FHIR R4 资源。");
        }
    }

    /** A value HAPI reads although FHIR has no such spelling. */
    void misfit(ValueForms.Misfit misfit) {
        switch (misfit.fault()) {
            case KIND ->
                add(
                        "structure",
                        misfit.path(),
                        "A JSON value of the wrong kind: objects in braces, numbers and booleans bare, all else in quotes.",
                        "JSON 值类型错误：对象用花括号，数字与布尔值不加引号，其余须加引号。");
            case SPELLING ->
                add("value", misfit.path(), "A value is not valid for its type. Correct it.", "取值不符合该元素的数据类型，请更正。");
            case NULL ->
                add(
                        "structure",
                        misfit.path(),
                        "null may only keep the place of a primitive. Leave it out.",
                        "null 只能占据基本类型元素的位置，请删除。");
            case UNKNOWN -> add("structure", misfit.path(), "An unknown element. Remove it.", "未知元素，请删除。");
        }
    }

    @Override
    public void containedResourceWithNoId(@Nullable IParseLocation location) {
        add("required", at(location), "A contained resource has no id. Give it one.", "contained 资源缺少 id，请补充。");
    }

    @Override
    public void incorrectJsonType(
            @Nullable IParseLocation location,
            String element,
            ValueType expected,
            ScalarType expectedScalar,
            ValueType found,
            ScalarType foundScalar) {
        add(
                "structure",
                at(location, element),
                "A JSON value of the wrong kind (%s where %s is expected).".formatted(found, expected),
                "JSON 值类型错误（应为 %s，实际为 %s）。".formatted(expected, found));
    }

    @Override
    public void invalidValue(@Nullable IParseLocation location, String value, String error) {
        add("value", at(location), "A value is not valid for its type. Correct it.", "取值不符合该元素的数据类型，请更正。");
    }

    @Override
    public void invalidInternalReference(@Nullable IParseLocation location, String reference) {
        add(
                "not-found",
                at(location),
                "A reference to a contained resource that is not there.",
                "引用的 contained 资源不存在。");
    }

    @Override
    public void missingRequiredElement(@Nullable IParseLocation location, String element) {
        add("required", at(location, element), "A required element is missing. Add it.", "缺少必填元素，请补充。");
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation location, String element) {
        add("structure", at(location, element), "An element is repeated that may stand once.", "该元素不允许重复。");
    }

    @Override
    public void unknownAttribute(@Nullable IParseLocation location, String attribute) {
        add("structure", at(location, attribute), "An unknown attribute. Remove it.", "未知属性，请删除。");
    }

    @Override
    public void unknownElement(@Nullable IParseLocation location, String element) {
        add("structure", at(location, element), "An unknown element. Remove it.", "未知元素，请删除。");
    }

    @Override
    public void unknownReference(@Nullable IParseLocation location, String reference) {
        add("not-found", at(location), "A reference inside the resource leads nowhere.", "资源内部引用无效。");
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {
        add(
                "structure",
                at(location),
                "An extension has a value and extensions; only one is allowed.",
                "扩展不能同时包含值和子扩展。");
    }

    private void add(String code, String expression, String en, String zh) {
        if (found.size() < MOST) {
            found.add(new Issue(code, expression, en, zh));
        }
    }

    private static String at(@Nullable IParseLocation location) {
        String parent = location == null ? null : location.getParentElementName();
        return parent == null ? "" : clean(parent);
    }

    private static String at(@Nullable IParseLocation location, String element) {
        String parent = at(location);
        return parent.isEmpty() ? clean(element) : parent + "." + clean(element);
    }

    private static String clean(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.\\[\\]]", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80);
    }
}
