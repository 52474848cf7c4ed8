package org.hulian.terminology.operation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.expand.Text;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Languages;
import org.jspecify.annotations.Nullable;

/** What is said about codes, in both languages; English as other terminology servers say it. */
final class Says {
    private Says() {}

    static TerminologyException unknownSystem(String system, @Nullable String version) {
        return new TerminologyException(
                404, Issue.error("not-found", "not-found", noSystem(system, version, List.of())));
    }

    static TerminologyException unknownCode(String code, CodeSystem system) {
        return new TerminologyException(404, Issue.error("not-found", "invalid-code", noCode(code, system)));
    }

    static Text noSystem(String system, @Nullable String version, List<String> others) {
        if (version == null) {
            return new Text(
                    "UNKNOWN_CODESYSTEM",
                    "A definition for CodeSystem '%s' could not be found, so the code cannot be validated"
                            .formatted(system),
                    "找不到代码系统“%s”的定义，无法校验代码".formatted(system));
        }
        String valid = others.isEmpty() ? "" : ". Valid versions: " + String.join(" or ", others);
        return new Text(
                "UNKNOWN_CODESYSTEM_VERSION",
                "A definition for CodeSystem '%s' version '%s' could not be found, so the code cannot be validated%s"
                        .formatted(system, version, valid),
                "找不到代码系统“%s”版本“%s”的定义，无法校验代码%s"
                        .formatted(system, version, others.isEmpty() ? "" : "。已有版本：" + String.join("、", others)));
    }

    static Text noCode(String code, CodeSystem system) {
        String version = system.head().version();
        return new Text(
                version == null ? "Unknown_code_in" : "Unknown_Code_in_Version",
                "Unknown code '%s' in the CodeSystem '%s'%s"
                        .formatted(code, system.head().url(), version == null ? "" : " version '" + version + "'"),
                "代码系统“%s”%s中没有代码“%s”"
                        .formatted(system.head().url(), version == null ? "" : "版本“" + version + "”", code));
    }

    static Text notInFragment(String code, CodeSystem system) {
        String version = system.head().version();
        return new Text(
                "UNKNOWN_CODE_IN_FRAGMENT",
                "Unknown Code '%s' in the system '%s'%s - note that the code system is labeled as a fragment, so the code may be valid in some other fragment"
                        .formatted(code, system.head().url(), version == null ? "" : " version '" + version + "'"),
                "代码系统“%s”只是片段，其中没有代码“%s”；它可能在其他片段中有效".formatted(system.head().url(), code));
    }

    static Text notInSet(String coding, String set) {
        return new Text(
                "None_of_the_provided_codes_are_in_the_value_set_one",
                "The provided code '%s' was not found in the value set '%s'".formatted(coding, set),
                "值集“%2$s”中没有代码“%1$s”".formatted(coding, set));
    }

    static Text cannotCheck(String set, String system) {
        return new Text(
                "UNABLE_TO_CHECK_IF_THE_PROVIDED_CODES_ARE_IN_THE_VALUE_SET_CS",
                "Unable to check whether the code is in the value set '%s' because the code system %s was not found"
                        .formatted(set, system),
                "缺少代码系统 %2$s，无法判断代码是否属于值集“%1$s”".formatted(set, system));
    }

    static Text noneInSet(String set) {
        return new Text(
                "TX_GENERAL_CC_ERROR_MESSAGE",
                "No valid coding was found for the value set '%s'".formatted(set),
                "没有任何编码属于值集“%s”".formatted(set));
    }

    static Text cannotInfer(String code, String set, List<String> systems) {
        return new Text(
                "UNABLE_TO_INFER_CODESYSTEM",
                "The System URI could not be determined for the code '%s' in the ValueSet '%s' (its systems: %s)"
                        .formatted(code, set, String.join(", ", systems)),
                "无法在值集“%2$s”（代码系统：%3$s）中推断代码“%1$s”的代码系统".formatted(code, set, String.join("、", systems)));
    }

    static Text withoutSystem() {
        return new Text(
                "Coding_has_no_system__cannot_validate",
                "Coding has no system. A code with no system has no defined meaning, and it cannot be validated. A system should be provided",
                "编码没有代码系统（system），含义不明，无法校验。请提供 system");
    }

    static Text relativeSystem() {
        return new Text(
                "Terminology_TX_System_Relative",
                "Coding.system must be an absolute reference, not a local reference",
                "Coding.system 必须是绝对地址，不能是相对引用");
    }

    static Text systemIsValueSet(String system) {
        return new Text(
                "Terminology_TX_System_ValueSet2",
                "The Coding references a value set, not a code system ('%s')".formatted(system),
                "编码引用的是值集而不是代码系统（“%s”）".formatted(system));
    }

    static Text systemIsSupplement(Head head) {
        return new Text(
                "CODESYSTEM_CS_NO_SUPPLEMENT",
                "CodeSystem %s is a supplement, so can't be used as a value in Coding.system"
                        .formatted(head.canonical()),
                "代码系统 %s 是补充，不能用作 Coding.system".formatted(head.canonical()));
    }

    static Text versionDiffers(String system, @Nullable String included, String given) {
        return new Text(
                "VALUESET_VALUE_MISMATCH",
                "The code system '%s' version '%s' in the ValueSet include is different to the one in the value ('%s')"
                        .formatted(system, included == null ? "" : included, given),
                "值集引用的代码系统“%s”版本“%s”与编码给出的版本“%s”不同".formatted(system, included == null ? "" : included, given));
    }

    static Text caseDiffers(String given, Concept concept, CodeSystem system) {
        return new Text(
                "CODE_CASE_DIFFERENCE",
                "The code '%s' differs from the correct code '%s' by case. Although the code system '%s' is case insensitive, implementers are strongly encouraged to use the correct case anyway"
                        .formatted(given, concept.code(), system.head().canonical()),
                "代码“%s”与正确代码“%s”仅大小写不同；代码系统“%s”不区分大小写，但仍应使用正确写法"
                        .formatted(given, concept.code(), system.head().canonical()));
    }

    static Text inactive(Concept concept) {
        String status = concept.status();
        String state = status == null || status.equals("inactive") ? "inactive" : status + " and inactive";
        return new Text(
                "INACTIVE_CONCEPT_FOUND",
                "The concept '%s' has a status of %s and its use should be reviewed".formatted(concept.code(), state),
                "概念“%s”的状态为 %s，请复核其使用".formatted(concept.code(), state));
    }

    static Text notActive(Concept concept) {
        return new Text(
                "STATUS_CODE_WARNING_CODE",
                "The concept '%s' is valid but is not active".formatted(concept.code()),
                "概念“%s”有效但已停用".formatted(concept.code()));
    }

    static Text deprecated(Concept concept) {
        return new Text(
                "DEPRECATED_CONCEPT_FOUND",
                "The concept '%s' is deprecated and its use should be reviewed".formatted(concept.code()),
                "概念“%s”已弃用，请复核其使用".formatted(concept.code()));
    }

    static Text deprecatedInSet(Concept concept, String system, String set) {
        return new Text(
                "CONCEPT_DEPRECATED_IN_VALUESET",
                "The presence of the concept '%s' in the system '%s' in the value set %s is marked with a status of deprecated and its use should be reviewed"
                        .formatted(concept.code(), system, set),
                "系统“%2$s”的概念“%1$s”在值集 %3$s 中已标记为弃用，请复核其使用".formatted(concept.code(), system, set));
    }

    static Text isAbstract(String system, String code) {
        return new Text(
                "ABSTRACT_CODE_NOT_ALLOWED",
                "Code '%s#%s' is abstract, and not allowed in this context".formatted(system, code),
                "代码“%s#%s”是抽象概念，此处不允许使用".formatted(system, code));
    }

    static Text reference(String state, String kind, Head head) {
        return new Text(
                "MSG_" + state.toUpperCase(Locale.ROOT),
                "Reference to %s %s %s".formatted(state, kind, head.canonical()),
                "引用的 %2$s %3$s 状态为 %1$s".formatted(state, kind, head.canonical()));
    }

    static Text wrongDisplay(
            String display, boolean space, String code, List<Displays.Word> right, Languages languages) {
        String choices = right.size() == 1
                ? "Valid display is " + quoted(right.getFirst())
                : "Valid display is one of %d choices: %s"
                        .formatted(
                                right.size(), right.stream().map(Says::quoted).collect(Collectors.joining(" or ")));
        return new Text(
                space
                        ? "Display_Name_WS_for__should_be_one_of__instead_of"
                        : "Display_Name_for__should_be_one_of__instead_of",
                "Wrong %sDisplay Name '%s' for %s. %s (for the language(s) '%s')"
                        .formatted(space ? "whitespace in " : "", display, code, choices, languages),
                "%s 的显示名“%s”%s，正确的是：%s（语言：%s）"
                        .formatted(
                                code,
                                display,
                                space ? "空格有误" : "有误",
                                right.stream().map(Says::quoted).collect(Collectors.joining("、")),
                                languages));
    }

    private static String quoted(Displays.Word word) {
        return "'" + word.value() + "'" + (word.language() == null ? "" : " (" + word.language() + ")");
    }

    static Text noDisplayButDefault(String display, String code, Languages languages) {
        return new Text(
                "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK",
                "There are no valid display names found for the code %s for language(s) '%s'. The display is '%s' which is a valid display for the default language"
                        .formatted(code, languages, display),
                "%s 没有语言“%s”的显示名；“%s”是默认语言的有效显示名".formatted(code, languages, display));
    }

    static Text noDisplay(String display, String code, Languages languages, @Nullable String standard) {
        return new Text(
                "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR",
                "Wrong Display Name '%s' for %s. There are no valid display names found for language(s) '%s'. Default display is '%s'"
                        .formatted(display, code, languages, standard),
                "%s 的显示名“%s”有误；没有语言“%s”的显示名，默认显示名是“%s”".formatted(code, display, languages, standard));
    }

    static Text oldDisplay(String display, Concept concept, @Nullable String standard) {
        return new Text(
                "INACTIVE_DISPLAY_FOUND",
                "'%s' is no longer considered a correct display for code '%s' (status = deprecated). The correct display is one of \"%s\"."
                        .formatted(display, concept.code(), standard),
                "“%s”不再是代码“%s”的正确显示名，应为“%s”".formatted(display, concept.code(), standard));
    }

    static Issue noMap(String url) {
        return Issue.error(
                "not-found",
                "not-found",
                new Text(
                        "",
                        "A definition for the concept map '%s' could not be found".formatted(url),
                        "找不到概念映射“%s”的定义".formatted(url)));
    }
}
