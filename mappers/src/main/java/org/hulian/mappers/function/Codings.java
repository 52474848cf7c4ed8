package org.hulian.mappers.function;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.json.JsonValue;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Codes with their systems: what the sender named, and its translation. */
final class Codings {

    private static final Pattern TABLE = Pattern.compile("HL7-?(\\d{4})");
    private static final String V2 = "http://terminology.hl7.org/CodeSystem/v2-";

    /** Names of coding systems (table 0396). */
    private static final Map<String, String> NAMED = Map.ofEntries(
            entry("LN", "http://loinc.org"),
            entry("LOINC", "http://loinc.org"),
            entry("SCT", "http://snomed.info/sct"),
            entry("SNOMED-CT", "http://snomed.info/sct"),
            entry("UCUM", "http://unitsofmeasure.org"),
            entry("I10", "http://hl7.org/fhir/sid/icd-10"),
            entry("ICD10", "http://hl7.org/fhir/sid/icd-10"),
            entry("I10C", "http://hl7.org/fhir/sid/icd-10-cm"),
            entry("ICD10-CM", "http://hl7.org/fhir/sid/icd-10-cm"),
            entry("I9C", "http://hl7.org/fhir/sid/icd-9-cm"),
            entry("I9", "http://hl7.org/fhir/sid/icd-9"),
            entry("CVX", "http://hl7.org/fhir/sid/cvx"),
            entry("MVX", "http://terminology.hl7.org/CodeSystem/MVX"),
            entry("NDC", "http://hl7.org/fhir/sid/ndc"),
            entry("RXNORM", "http://www.nlm.nih.gov/research/umls/rxnorm"),
            entry("CPT", "http://www.ama-assn.org/go/cpt"),
            entry("C4", "http://www.ama-assn.org/go/cpt"),
            entry("CDCREC", "urn:oid:2.16.840.1.113883.6.238"),
            entry("ISO639", "urn:ietf:bcp:47"),
            entry("GB/T 14396", "http://hulian.org/fhir/CodeSystem/gb-t-14396"));

    private Codings() {}

    /** The system of a coded element; the argument is the component that names it, as 3 of a CWE. */
    static JsonValue system(Call call) {
        return new JsonValue.Text(system(call, call.part(call.arg(0, 3))));
    }

    private static String system(Call call, String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String known = NAMED.get(upper);
        if (known != null) {
            return known;
        }
        var table = TABLE.matcher(upper);
        if (table.matches()) {
            return V2 + table.group(1);
        }
        String rowTable = call.table();
        String local = call.context().sender().localCodeSystem();
        if (upper.isEmpty() && rowTable != null) {
            return V2 + rowTable;
        }
        if (upper.isEmpty() || upper.equals("L") || upper.equals("LOCAL") || upper.startsWith("99")) {
            return local;
        }
        return local + '/' + Identifiers.encoded(name);
    }

    /** The target coding of the row's map for the code, or for the alternate code; none with a warning that names the code. */
    static @Nullable JsonValue translated(Call call) {
        String map = call.translate();
        if (map == null) {
            return null;
        }
        String reason = "";
        for (int at : new int[] {1, 4}) {
            String code = call.value().component(at).text();
            if (code.isEmpty()) {
                continue;
            }
            String system = system(call, call.value().component(at + 2).text());
            if (system.equals("http://loinc.org") && call.table() == null) {
                return null;
            }
            if (decided(call, map, system, code) instanceof Translation.Unmapped) {
                // People looked and found that nothing fits: there is nothing to warn of.
                return null;
            }
            Translation translation = ownCode(call, map, system, code);
            switch (translation) {
                case Translation.Mapped mapped -> {
                    call.value().component(at).markMapped();
                    boolean same = mapped.target().system().equals(system)
                            && mapped.target().code().equals(code);
                    return same ? null : coding(mapped.target());
                }
                case Translation.Unmapped unmapped -> reason = reason.isEmpty() ? unmapped.reason() : reason;
            }
        }
        if (!reason.isEmpty()) {
            warn(call, map, reason);
        }
        return null;
    }

    /** The system of the row's map for a code, or none with a warning. */
    static @Nullable JsonValue targetSystem(Call call) {
        return target(call, "system");
    }

    static @Nullable JsonValue targetCode(Call call) {
        return target(call, "code");
    }

    private static @Nullable JsonValue target(Call call, String member) {
        String map = call.translate();
        if (map == null) {
            return null;
        }
        return switch (call.context().translate(map, Coding.of("", call.value().text()))) {
            case Translation.Mapped mapped ->
                new JsonValue.Text(
                        member.equals("code")
                                ? mapped.target().code()
                                : mapped.target().system());
            case Translation.Unmapped unmapped -> {
                warn(call, map, unmapped.reason());
                yield null;
            }
        };
    }

    /** What people decided goes before the map; a sender without a map has an empty one. */
    static Translation ownCode(Call call, String map, String system, String code) {
        Translation decided = decided(call, map, system, code);
        if (decided != null) {
            return decided;
        }
        return map.isEmpty() ? new Translation.Unmapped("") : translation(call, map, system, code);
    }

    private static @Nullable Translation decided(Call call, String map, String system, String code) {
        boolean own = map.equals(call.context().sender().codeMap());
        return own ? call.context().decided(LocalCodes.Kind.CODE, Coding.of(system, code)) : null;
    }

    private static Translation translation(Call call, String map, String system, String code) {
        Translation translation = call.context().translate(map, Coding.of(system, code));
        return translation instanceof Translation.Unmapped
                ? call.context().translate(map, Coding.of("", code))
                : translation;
    }

    private static void warn(Call call, String map, String reason) {
        String code = call.value().text();
        call.context()
                .warn(
                        "CODE_MAPPING",
                        call.value(),
                        "The code '" + code + "' has no target in the map " + map + " (" + reason
                                + "); the sender's own code is kept. Add it to the map.",
                        "代码“" + code + "”在映射 " + map + " 中没有目标;已保留发送方原代码。请将其加入映射。");
    }

    private static JsonValue coding(Coding target) {
        JsonValue.Obj coding = JsonValue.Obj.of("system", target.system()).with("code", target.code());
        String display = target.display();
        return display == null || display.isEmpty() ? coding : coding.with("display", display);
    }
}
