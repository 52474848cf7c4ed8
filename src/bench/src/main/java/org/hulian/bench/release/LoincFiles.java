package org.hulian.bench.release;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * {@code Loinc.csv} with its 40 columns and {@code zhCN5LinguisticVariant.csv}, every cell quoted as in the release.
 *
 * @see <a href="https://loinc.org/kb/loinc-file-structure/">LOINC file structure</a>
 */
final class LoincFiles {
    private static final int FIRST = 200_001;

    private static final List<String> COLUMNS = List.of(
            "LOINC_NUM",
            "COMPONENT",
            "PROPERTY",
            "TIME_ASPCT",
            "SYSTEM",
            "SCALE_TYP",
            "METHOD_TYP",
            "CLASS",
            "VersionLastChanged",
            "CHNG_TYPE",
            "DefinitionDescription",
            "STATUS",
            "CONSUMER_NAME",
            "CLASSTYPE",
            "FORMULA",
            "EXMPL_ANSWERS",
            "SURVEY_QUEST_TEXT",
            "SURVEY_QUEST_SRC",
            "UNITSREQUIRED",
            "RELATEDNAMES2",
            "SHORTNAME",
            "ORDER_OBS",
            "HL7_FIELD_SUBFIELD_ID",
            "EXTERNAL_COPYRIGHT_NOTICE",
            "EXAMPLE_UNITS",
            "LONG_COMMON_NAME",
            "EXAMPLE_UCUM_UNITS",
            "STATUS_REASON",
            "STATUS_TEXT",
            "CHANGE_REASON_PUBLIC",
            "COMMON_TEST_RANK",
            "COMMON_ORDER_RANK",
            "HL7_ATTACHMENT_STRUCTURE",
            "EXTERNAL_COPYRIGHT_LINK",
            "PanelType",
            "AskAtOrderEntry",
            "AssociatedObservations",
            "VersionFirstReleased",
            "ValidHL7AttachmentRequest",
            "DisplayName");

    private static final List<String> VARIANT = List.of(
            "LOINC_NUM",
            "COMPONENT",
            "PROPERTY",
            "TIME_ASPCT",
            "SYSTEM",
            "SCALE_TYP",
            "METHOD_TYP",
            "CLASS",
            "SHORTNAME",
            "LONG_COMMON_NAME",
            "RELATEDNAMES2",
            "LinguisticVariantDisplayName");

    private final Words words;

    LoincFiles(long seed) {
        this.words = new Words(new Random(seed));
    }

    /** Writes both files; gives them in the order they are imported in. */
    List<Path> write(Path folder, int terms) throws IOException {
        Path english = folder.resolve("Loinc.csv");
        Path chinese = folder.resolve("zhCN5LinguisticVariant.csv");
        try (BufferedWriter en = Files.newBufferedWriter(english);
                BufferedWriter zh = Files.newBufferedWriter(chinese)) {
            row(en, COLUMNS);
            row(zh, VARIANT);
            for (int i = 0; i < terms; i++) {
                String code = CheckDigits.loinc(FIRST + i);
                String system = words.of("Ser/Plas", "Bld", "Urine", "CSF", "Stool", "Body fld");
                String property = words.of("MCnc", "SCnc", "NCnc", "PrThr", "ACnc", "Find");
                String unit = words.of("mg/dL", "mmol/L", "10*9/L", "", "[IU]/L", "");
                String name = words.english(3) + " " + i;
                row(en, english(code, name, system, property, unit));
                String sign = words.chinese(8);
                row(
                        zh,
                        List.of(
                                code,
                                sign,
                                "质量浓度",
                                "时间点",
                                "血清/血浆",
                                "定量型",
                                "",
                                "化学",
                                "",
                                "",
                                sign + "; " + words.chinese(20),
                                ""));
            }
        }
        return List.of(english, chinese);
    }

    private List<String> english(String code, String name, String system, String property, String unit) {
        return List.of(
                code,
                name,
                property,
                words.of("Pt", "24H"),
                system,
                words.of("Qn", "Ord", "Nom"),
                words.upTo(3) == 0 ? words.english(1) : "",
                words.of("CHEM", "MICRO", "HEM/BC", "SERO"),
                "2." + (40 + words.upTo(40)),
                "MIN",
                words.upTo(10) == 0 ? words.english(40) : "",
                words.upTo(20) == 0 ? "DEPRECATED" : "ACTIVE",
                "",
                "1",
                "",
                "",
                "",
                "",
                unit.isEmpty() ? "" : "Y",
                String.join("; ", words.english(6), words.english(6), words.english(6), words.english(6)),
                name + " " + system + "-" + property,
                words.of("Both", "Observation", "Order"),
                "",
                "",
                unit,
                name + " [" + property + "] in " + system,
                unit,
                "",
                "",
                "",
                "0",
                "0",
                "",
                "",
                "",
                "",
                "",
                "2." + (10 + words.upTo(30)),
                "",
                name);
    }

    private static void row(BufferedWriter out, List<String> cells) throws IOException {
        out.write('"' + String.join("\",\"", cells) + "\"\r\n");
    }
}
