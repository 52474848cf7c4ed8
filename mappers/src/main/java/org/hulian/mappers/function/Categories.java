package org.hulian.mappers.function;

import java.util.Set;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** The category of an observation that states none: vital signs by their LOINC codes, laboratory by the sender's own test map. */
final class Categories {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-category";

    /** The required codes of the vital signs profile, https://hl7.org/fhir/R4/observation-vitalsigns.html. */
    private static final Set<String> VITAL_SIGNS = Set.of(
            "85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5",
            "85354-9", "8480-6", "8462-4");

    /** Table 0074 by kind of section. */
    private static final Set<String> LABORATORY = Set.of(
            "LAB", "CH", "HM", "MB", "SR", "BLB", "IMM", "MCB", "MYC", "PAR", "TX", "VR", "SP", "CP", "BG", "CG", "GE");

    private static final Set<String> IMAGING =
            Set.of("RAD", "CT", "CTH", "MR", "NMR", "NMS", "RUS", "OUS", "VUS", "CUS", "RX", "XRC", "MG", "US", "IMG");

    private Categories() {}

    /** Reads OBR-24. */
    static @Nullable JsonValue ofSection(Call call) {
        String section = call.value().text();
        if (LABORATORY.contains(section)) {
            return concept("laboratory", "Laboratory");
        }
        return IMAGING.contains(section) ? concept("imaging", "Imaging") : null;
    }

    /** Reads OBX-3. The row's map is the sender's test map: a code translated by it is a laboratory test unless it is a vital sign. */
    static @Nullable JsonValue ofObservation(Call call) {
        String map = call.translate();
        boolean loinc = call.value().component(3).text().equals("LN");
        String code = call.value().text();
        boolean translated = false;
        if (!loinc && map != null && Codings.ownCode(call, map, "", code) instanceof Translation.Mapped mapped) {
            code = mapped.target().code();
            translated = mapped.target().system().equals("http://loinc.org");
        }
        if (VITAL_SIGNS.contains(code)) {
            return concept("vital-signs", "Vital Signs");
        }
        Value section = call.context().field("OBR", 24);
        return translated && section == null ? concept("laboratory", "Laboratory") : null;
    }

    private static JsonValue concept(String code, String display) {
        return JsonValue.Obj.empty()
                .with(
                        "coding",
                        JsonValue.Array.of(JsonValue.Obj.of("system", SYSTEM)
                                .with("code", code)
                                .with("display", display)));
    }
}
