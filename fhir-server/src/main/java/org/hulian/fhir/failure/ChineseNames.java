package org.hulian.fhir.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What failures name, in Chinese: {@code search parameter x of Patient} is Patient 的检索参数 x. Names of parameters, types
 * and operations stay; so does what is not listed here.
 */
final class ChineseNames {
    private static final List<Name> NAMES = List.of(
            name("search parameter (\\S+) of what (\\S+) leads to", "$2 所指资源的检索参数 $1"),
            name("search parameter (\\S+) of (\\S+)(.*)", "$2 的检索参数 $1$3"),
            name("reference parameter (\\S+) of (\\S+)", "$2 的引用类检索参数 $1"),
            name("modifier (\\S+) of (\\S+)", "$2 的修饰符 $1"),
            name("modifier of (\\S+)", "$1 的修饰符"),
            name("parameter (\\S+) in _filter of (\\S+)", "$2 的 _filter 中的参数 $1"),
            name("operator (\\S+) there in _filter", "_filter 此处的运算符 $1"),
            name("parameter (\\S+) in criteria", "条件中的参数 $1"),
            name("[pP]arameter (\\S+) of this operation", "此操作的参数 $1"),
            name("[pP]arameter (\\S+) of a history", "历史查询的参数 $1"),
            name("[pP]arameter (\\S+) of (\\$\\S+)", "$2 的参数 $1"),
            name("[pP]arameter (\\S+)", "参数 $1"),
            name("_sort by (.*) over several types", "跨多个类型按 $1 排序"),
            name("_sort by (.*) of (\\S+)", "$2 按 $1 排序"),
            name("Resource type (\\S+)", "资源类型 $1"),
            name("(_include|_revinclude|_has) of type (\\S+)", "类型 $2 的 $1"),
            name("(\\S+) of a type without criteria", "不带条件、针对整个类型的 $1"),
            name("The compartment of (\\S+)", "$1 的 compartment"),
            name("(\\S+) in the compartment of (\\S+)", "$2 的 compartment 中的 $1"),
            name("If-None-Match of an update", "更新请求的 If-None-Match"),
            name("_elements or _summary of an export", "导出时的 _elements 或 _summary"),
            name("(\\$\\S+) of (\\S+)", "$2 的 $1"),
            name("Changing (\\S+)", "修改 $1"),
            name("The history of (\\S+)", "$1 的历史"),
            name("An operation as an entry of a Bundle", "将操作作为 Bundle 条目"),
            name("The (method|resource type) of (Bundle\\S+)", "$2 的 $1"),
            name("This method", "此方法"),
            name("This operation without (.+)", "未带 $1 的此操作"),
            name("This (Content-Type|Content-Encoding|Accept) of a search", "检索请求的此 $1"),
            name("This (Content-Type|Content-Encoding|Accept) of a patch", "补丁的此 $1"),
            name("This (Content-Type|Content-Encoding|Accept)", "此 $1"),
            name("a chain by (\\S+) here", "此处经由 $1 的链式检索"),
            name("values of a patched resource", "补丁后资源中的值"),
            name("values of (\\S+)", "$1 的取值个数"),
            name("characters of (\\S+)", "$1 的字符数"),
            name("codes for (\\S+)", "$1 的代码数"),
            name("parameters", "参数个数"),
            name("search parameters", "检索参数个数"),
            name("operations of a patch", "补丁的操作数"),
            name("entries of a Bundle", "Bundle 的条目数"),
            name("steps of a chain", "链式检索的步数"),
            name("_sort keys", "_sort 的键数"),
            name("comparisons of _filter", "_filter 的比较数"),
            name("parentheses of _filter", "_filter 的括号层数"),
            name("tests in one order", "单个医嘱的检验项目数"),
            name("orders in one group", "一组中的医嘱数"),
            name("members of the Group", "Group 的成员数"),
            name("levels of Groups within the Group", "Group 内嵌 Group 的层数"),
            name("observations of one operation", "单次操作的 Observation 数"),
            name("resources of a document", "文档包含的资源数"),
            name("resources whose labels are collected", "需汇总标签的资源数"),
            name("resources to look through one by one .*", "需逐一查看的资源数（请加上患者、代码或日期条件）"));

    private record Name(Pattern english, String chinese) {}

    private ChineseNames() {}

    private static Name name(String english, String chinese) {
        return new Name(Pattern.compile(english, Pattern.DOTALL), chinese);
    }

    static String of(String english) {
        for (Name each : NAMES) {
            Matcher matcher = each.english.matcher(english);
            if (matcher.matches()) {
                return matcher.replaceFirst(each.chinese);
            }
        }
        return english;
    }
}
