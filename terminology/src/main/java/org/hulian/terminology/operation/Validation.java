package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.Issue.Severity;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.expand.Text;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.CodeSystemReader;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Json;
import org.hulian.terminology.lookup.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://hl7.org/fhir/R4/valueset-operation-validate-code.html">ValueSet/$validate-code</a> and
 * <a href="https://hl7.org/fhir/R4/codesystem-operation-validate-code.html">CodeSystem/$validate-code</a>.
 */
final class Validation {
    private final Desk desk;
    private final String language;

    Validation(Desk desk, String language) {
        this.desk = desk;
        this.language = language;
    }

    ObjectNode inValueSet(Request request) {
        ValueSet set = desk.valueSet(request);
        if (set == null) {
            throw TerminologyException.invalid(
                    "Name the value set by url, or send it as valueSet.", "请用 url 指明值集，或以 valueSet 提供。");
        }
        Contents contents;
        try {
            contents = desk.contents(set);
        } catch (TerminologyException broken) {
            if (broken.status() != 404 || broken.issue().text().en().contains("supplement")) {
                throw broken;
            }
            return broken(request, broken.issue());
        }
        return answer(request, new Judge(desk, manner(request), set, contents), set, contents);
    }

    ObjectNode inCodeSystem(Request request) {
        JsonNode inline = request.object("codeSystem");
        String url = request.text("url");
        Request asked = request;
        if (inline != null) {
            CodeSystem system = CodeSystemReader.read(inline);
            url = system.head().url();
        }
        if (url != null && !request.has("system")) {
            asked = asked.with("system", url);
        }
        if (request.has("version") && !request.has("systemVersion")) {
            String version = request.text("version");
            asked = version == null ? asked : asked.with("systemVersion", version);
        }
        return answer(asked, new Judge(desk, manner(request), null, null), null, null);
    }

    private static Judge.Manner manner(Request request) {
        boolean lenient = request.flag("lenient-display-validation", false) || "warning".equals(request.text("mode"));
        return new Judge.Manner(
                lenient,
                request.flag("valueset-membership-only", false),
                request.flag("abstract", true),
                request.flag("activeOnly", false));
    }

    private ObjectNode answer(Request request, Judge judge, @Nullable ValueSet set, @Nullable Contents contents) {
        JsonNode concept = request.object("codeableConcept");
        if (concept != null) {
            return ofConcept(concept, judge, set);
        }
        JsonNode coding = request.object("coding");
        if (coding != null) {
            return ofOne(Asked.of(coding, "Coding."), judge, set);
        }
        String code = request.text("code");
        if (code == null) {
            throw TerminologyException.invalid(
                    "Unable to find code to validate (looked for coding | codeableConcept | code+system | code+inferSystem in parameters",
                    "未找到要校验的代码（coding、codeableConcept、code+system 或 code+inferSystem）");
        }
        String system = request.text("system");
        Asked asked = new Asked(system, request.text("systemVersion"), code, request.text("display"), "");
        if (system == null && contents != null && set != null) {
            return inferred(asked, request.flag("inferSystem", false), judge, set, contents);
        }
        return ofOne(asked, judge, set);
    }

    private ObjectNode inferred(Asked asked, boolean infer, Judge judge, ValueSet set, Contents contents) {
        List<String> systems = contents.selections().stream()
                .filter(selection -> selection.find(asked.code()) != null)
                .map(selection -> selection.system().head().url())
                .distinct()
                .toList();
        if (infer && systems.size() == 1) {
            return ofOne(new Asked(systems.getFirst(), null, asked.code(), asked.display(), ""), judge, set);
        }
        Findings findings = new Findings();
        findings.error("code-invalid", "not-in-vs", "code", Says.notInSet(asked.named(), set.named()));
        findings.error(
                "not-found", "cannot-infer", "code", Says.cannotInfer(asked.code(), set.named(), named(contents)));
        return result(new Out().code("code", asked.code()), findings, false).resource();
    }

    private static List<String> named(Contents contents) {
        return contents.selections().stream()
                .map(selection -> selection.system().head().url())
                .distinct()
                .toList();
    }

    private ObjectNode ofOne(Asked asked, Judge judge, @Nullable ValueSet set) {
        Judgement judgement = judge.of(asked);
        references(judgement, set);
        Out out = new Out().code("code", asked.code());
        if (judgement.concept() != null) {
            describe(judgement, out);
        } else if (judgement.system() != null) {
            out.string("version", judgement.system().head().version());
        }
        out.uri("system", asked.system());
        unknown(judgement, out);
        return result(out, judgement.findings(), judgement.isRight()).resource();
    }

    private static void unknown(Judgement judgement, Out out) {
        Judgement.Unknown unknown = judgement.unknown();
        if (unknown != null) {
            String name = unknown.needed() ? "x-caused-by-unknown-system" : "x-unknown-system";
            out.add(name, "valueCanonical", unknown.canonical());
        }
    }

    private static void describe(Judgement judgement, Out out) {
        Concept concept = judgement.concept();
        CodeSystem system = judgement.system();
        if (concept == null || system == null) {
            return;
        }
        out.string("display", judgement.display());
        String status = concept.status();
        if (concept.inactive()) {
            out.flag("inactive", true);
        }
        if (status != null && !status.equals("active") && !status.equals("inactive") && !status.equals("A")) {
            out.code("status", status);
        }
        if (!concept.code().equals(judgement.asked().code())) {
            out.code("normalized-code", concept.code());
        }
        out.string("version", system.head().version());
    }

    private ObjectNode ofConcept(JsonNode concept, Judge judge, @Nullable ValueSet set) {
        List<Judgement> judgements = new ArrayList<>();
        List<JsonNode> codings = Json.items(concept, "coding");
        for (int i = 0; i < codings.size(); i++) {
            judgements.add(judge.of(Asked.of(codings.get(i), "CodeableConcept.coding[" + i + "].")));
        }
        Findings findings = new Findings();
        Judgement best = null;
        for (Judgement judgement : judgements) {
            boolean better = judgement.member() && (best == null || (!best.isRight() && judgement.isRight()));
            best = better ? judgement : best;
            references(judgement, set);
            findings.addAll(set == null ? judgement.findings() : perCoding(judgement.findings()));
        }
        if (set != null && best == null) {
            findings.error("code-invalid", "not-in-vs", null, Says.noneInSet(set.named()));
        }
        Out out = new Out();
        if (best != null) {
            out.code("code", best.asked().code());
            describe(best, out);
            out.uri("system", best.asked().system());
        }
        for (Judgement judgement : judgements) {
            unknown(judgement, out);
        }
        out.value("codeableConcept", "valueCodeableConcept", concept);
        return result(out, findings, best != null && !findings.hasErrors()).resource();
    }

    /** Among several codings, that one of them is not in the value set is no error by itself. */
    private static Findings perCoding(Findings findings) {
        Findings each = new Findings();
        for (Issue issue : findings.issues()) {
            if (issue.kind().equals("not-in-vs")) {
                each.aside(Severity.INFORMATION, issue.code(), "this-code-not-in-vs", issue.expression(), issue.text());
            } else {
                each.add(issue);
            }
        }
        return each;
    }

    /** Definitions that are drafts, experiments or on their way out are worth a word, unless the referrer is, too. */
    private void references(Judgement judgement, @Nullable ValueSet set) {
        CodeSystem system = judgement.system();
        if (system == null || judgement.concept() == null || !judgement.member()) {
            return;
        }
        Head referrer = set == null ? null : set.head();
        States.of(system.head(), referrer)
                .ifPresent(state -> note(judgement, Says.reference(state, "CodeSystem", system.head())));
        if (set != null) {
            referenced(judgement, set, set.head());
            for (ValueSet imported : desk.contents(set).imports()) {
                referenced(judgement, imported, set.head());
            }
        }
    }

    private static void referenced(Judgement judgement, ValueSet set, Head referrer) {
        States.of(set.head(), referrer)
                .ifPresent(state -> note(judgement, Says.reference(state, "ValueSet", set.head())));
    }

    private static void note(Judgement judgement, Text text) {
        judgement.findings().aside(Severity.INFORMATION, "business-rule", "status-check", null, text);
    }

    /** The value set cannot be worked out: nothing can be said of the code. */
    private ObjectNode broken(Request request, Issue issue) {
        Findings findings = new Findings();
        findings.error(issue.code(), issue.kind(), null, issue.text());
        Out out = new Out();
        JsonNode concept = request.object("codeableConcept");
        JsonNode coding = request.object("coding");
        if (concept != null) {
            out.value("codeableConcept", "valueCodeableConcept", concept);
        } else {
            out.code("code", coding == null ? request.text("code") : Json.text(coding, "code"));
            out.uri("system", coding == null ? request.text("system") : Json.text(coding, "system"));
        }
        return result(out, findings, false).resource();
    }

    private Out result(Out out, Findings findings, boolean right) {
        if (!findings.issues().isEmpty()) {
            out.resource("issues", Out.outcome(findings.issues(), language));
        }
        out.string("message", findings.message(language));
        return out.flag("result", right);
    }
}
