package org.hulian.terminology.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.translate.Translation.Mapped;
import org.hulian.terminology.translate.Translation.Unmapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConceptMapsTest {
    private static final String LOCAL = CodeSystems.local("example");

    private final ConceptMaps bundled = ConceptMaps.bundled();

    @ParameterizedTest
    @CsvSource({
        "v2-0001-to-administrative-gender, 1, F, female",
        "v2-0001-to-administrative-gender, 1, A, other",
        "v2-0001-to-administrative-gender, 1, 2, female",
        "v2-0001-to-administrative-gender, 1, 男, male",
        "v2-0002-to-marital-status, 2, 10, S",
        "v2-0002-to-marital-status, 2, U, UNK",
        "v2-0004-to-encounter-class, 4, I, IMP",
        "v2-0004-to-encounter-class, 4, B, B",
        "v2-0063-to-relationship, 63, SPO, SPS",
        "v2-0074-to-diagnostic-service-section, 74, CH, CH",
        "v2-0078-to-interpretation, 78, HH, HH",
        "v2-0085-to-observation-status, 85, C, corrected",
        "v2-0123-to-diagnostic-report-status, 123, P, preliminary",
        "v2-0190-to-address-use, 190, H, home",
        "v2-0200-to-name-use, 200, L, official",
        "v2-0201-to-contact-point-use, 201, PRN, home",
        "v2-0202-to-contact-point-system, 202, CP, phone",
        "v2-0203-to-identifier-type, 203, MR, MR"
    })
    void translatesTheTablesOfHl7v2(String map, int table, String code, String expected) {
        Translation translation = bundled.translate(map, Coding.of(CodeSystems.v2Table(table), code));

        assertThat(translation).isInstanceOfSatisfying(Mapped.class, mapped -> {
            assertThat(mapped.target().code()).isEqualTo(expected);
            assertThat(mapped.row()).startsWith(map + "#");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mg/dl, mg/dL",
        "mmol/l, mmol/L",
        "x10^9/L, 10*9/L",
        "10^9/L, 10*9/L",
        "K/uL, 10*3/uL",
        "IU/L, [IU]/L",
        "uIU/mL, u[IU]/mL",
        "mEq/L, meq/L",
        "μmol/L, umol/L",
        "µmol/L, umol/L",
        "mmHg, mm[Hg]",
        "℃, Cel",
        "sec, s",
        "%, %",
        "/HPF, /[HPF]",
        "次/分, /min",
        "mL/min/1.73m2, mL/min/{1.73_m2}",
        "copies/mL, {copies}/mL",
        "fl, fL"
    })
    void translatesUnitSpellingsToUcum(String text, String ucum) {
        assertThat(bundled.translate("v2-units-to-ucum", Coding.of("", text)))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(mapped.target()).isEqualTo(Coding.of(CodeSystems.UCUM, ucum)));
    }

    @Test
    void takesAnUnlistedUnitThatIsUcumAsItIs() {
        assertThat(bundled.translate("v2-units-to-ucum", Coding.of("", "kPa.s/L")))
                .isEqualTo(new Mapped(Coding.of(CodeSystems.UCUM, "kPa.s/L"), "equal", "v2-units-to-ucum#provided"));
        assertThat(bundled.translate("v2-units-to-ucum", Coding.of("", "furlongs")))
                .isInstanceOf(Unmapped.class);
    }

    @Test
    void keepsTheReasonOfACodeWithoutTarget() {
        assertThat(bundled.translate("v2-0123-to-diagnostic-report-status", Coding.of("", "Y")))
                .isEqualTo(new Unmapped("answers a query; there is no report"));
        assertThat(bundled.translate("v2-0001-to-administrative-gender", Coding.of("", "Q")))
                .isEqualTo(new Unmapped("the code is not listed in v2-0001-to-administrative-gender"));
        assertThat(bundled.translate("nowhere", Coding.of("", "Q")))
                .isEqualTo(new Unmapped("there is no concept map nowhere"));
        assertThat(bundled.translate("v2-0001-to-administrative-gender", Coding.of("urn:x", "F")))
                .isEqualTo(new Unmapped("v2-0001-to-administrative-gender does not cover the code system urn:x"));
    }

    @Test
    void translatesASendersCodesAndNamesTheRow() {
        ConceptMaps maps =
                bundled.with(map("example", CodeSystems.LOINC, "", row("GLU-K", "14749-6"), row("K", "2823-3")));

        assertThat(maps.translate("example", Coding.of(LOCAL, "K")))
                .isEqualTo(new Mapped(Coding.of(CodeSystems.LOINC, "2823-3"), "equivalent", "example#2"));
        assertThat(maps.translate("http://example.org/example", Coding.of(LOCAL, "NA")))
                .isEqualTo(new Unmapped("the code is not listed in example"));
        assertThat(bundled.has("example")).isFalse();
    }

    @Test
    void asksTheBundledMapForUnitsTheSenderDoesNotList() {
        String other =
                ",\n\"unmapped\":{\"mode\":\"other-map\",\"url\":\"http://hulian.org/fhir/ConceptMap/v2-units-to-ucum\"}";
        ConceptMaps maps = bundled.with(map("units", CodeSystems.UCUM, other, row("G/L", "10*9/L")));

        assertThat(maps.translate("units", Coding.of(LOCAL, "G/L")))
                .isInstanceOfSatisfying(
                        Mapped.class, mapped -> assertThat(mapped.row()).isEqualTo("units#1"));
        assertThat(maps.translate("units", Coding.of(LOCAL, "mg/dl")))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(mapped.target().code()).isEqualTo("mg/dL"));
    }

    @Test
    void namesFileLineAndElementOfEveryMistake() {
        String twice = row("GLU", "2345-6") + ",\n" + row("GLU", "2345-7");
        ConceptMapSource source = map("wrong", CodeSystems.LOINC, ",\n\"unmapped\":{\"mode\":\"guess\"}", twice);

        assertThat(ConceptMaps.check(java.util.List.of(source)))
                .extracting(Object::toString)
                .containsExactly(
                        "wrong.json:4: group[0].element[0].target[0].code: 2345-6 is no LOINC number: its check digit is wrong",
                        "wrong.json:5: group[0].element[1].code: the code GLU is listed twice",
                        "wrong.json:7: group[0].unmapped.mode: must be provided, fixed or other-map, not guess");
        assertThatThrownBy(() -> bundled.with(source))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("wrong.json:4");
    }

    @Test
    void findsUnitsAndClosedCodesThatDoNotExist() {
        ConceptMapSource units = map("units", CodeSystems.UCUM, "", row("x", "gm/L"));
        ConceptMapSource status = map("status", "http://hl7.org/fhir/observation-status", "", row("F", "finall"));
        ConceptMapSource unknown =
                ConceptMapSource.of("t.json", "{\"resourceType\":\"ConceptMap\",\"id\":\"t\",\"url\":\"u\"}");

        assertThat(ConceptMaps.check(java.util.List.of(units, status, unknown)))
                .extracting(problem -> problem.message())
                .containsExactly(
                        "gm/L is no valid UCUM unit",
                        "finall is no code of http://hl7.org/fhir/observation-status",
                        "at least one group is needed");
    }

    @Test
    void namesTheLineOfBrokenJson() {
        assertThat(ConceptMaps.check(java.util.List.of(ConceptMapSource.of("broken.json", "{\n\"a\": ]"))))
                .first()
                .satisfies(problem -> assertThat(problem.toString()).startsWith("broken.json:2: "));
    }

    private static String row(String code, String target) {
        return "{\"code\":\"" + code + "\",\"target\":[{\"code\":\"" + target + "\",\"equivalence\":\"equivalent\"}]}";
    }

    private static ConceptMapSource map(String id, String target, String unmapped, String... rows) {
        return ConceptMapSource.of(
                id + ".json",
                "{\"resourceType\":\"ConceptMap\",\"id\":\"" + id + "\",\"url\":\"http://example.org/" + id + "\",\n"
                        + "\"group\":[{\"source\":\"" + LOCAL + "\",\"target\":\"" + target + "\",\n"
                        + "\"element\":[\n" + String.join(",", rows) + "]\n" + unmapped + "}]}");
    }
}
