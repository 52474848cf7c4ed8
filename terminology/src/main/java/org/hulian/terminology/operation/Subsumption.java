package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Json;
import org.jspecify.annotations.Nullable;

/** <a href="https://hl7.org/fhir/R4/codesystem-operation-subsumes.html">CodeSystem/$subsumes</a>. */
final class Subsumption {
    private final Desk desk;

    Subsumption(Desk desk) {
        this.desk = desk;
    }

    ObjectNode answer(Request request) {
        String a = code(request, "A");
        String b = code(request, "B");
        String url = system(request);
        String version = request.text("version");
        CodeSystem system = desk.resolver().system(url, version);
        if (system == null) {
            throw Says.unknownSystem(url, version);
        }
        return new Out()
                .code("outcome", outcome(system, concept(system, a), concept(system, b)))
                .resource();
    }

    private static String outcome(CodeSystem system, Concept a, Concept b) {
        if (a.code().equals(b.code())) {
            return "equivalent";
        }
        if (system.subsumes(a.number(), b.number())) {
            return "subsumes";
        }
        return system.subsumes(b.number(), a.number()) ? "subsumed-by" : "not-subsumed";
    }

    private static Concept concept(CodeSystem system, String code) {
        Concept concept = system.find(code);
        if (concept == null) {
            throw Says.unknownCode(code, system);
        }
        return concept;
    }

    private static String code(Request request, String end) {
        JsonNode coding = request.object("coding" + end);
        String code = coding == null ? request.text("code" + end) : Json.text(coding, "code");
        if (code == null) {
            throw TerminologyException.invalid(
                    "Send code%s and system, or coding%s.".formatted(end, end),
                    "请提供 code%s 与 system，或 coding%s。".formatted(end, end));
        }
        return code;
    }

    private static String system(Request request) {
        @Nullable String system = request.text("system");
        for (String name : new String[] {"codingA", "codingB"}) {
            JsonNode coding = request.object(name);
            String stated = coding == null ? null : Json.text(coding, "system");
            if (stated != null && system != null && !stated.equals(system)) {
                throw TerminologyException.invalid("Both codes must be of the same code system.", "两个代码必须属于同一代码系统。");
            }
            system = stated == null ? system : stated;
        }
        if (system == null) {
            throw TerminologyException.invalid("Send the system of the codes.", "请提供代码所属的 system。");
        }
        return system;
    }
}
