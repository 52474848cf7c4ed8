package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * LOINC: {@code Loinc.csv} and linguistic variants such as {@code zhCN5LinguisticVariant.csv}.
 *
 * @see <a href="https://loinc.org/kb/loinc-file-structure/">LOINC file structure</a>
 * @see <a href="https://terminology.hl7.org/LOINC.html">LOINC in FHIR</a>
 */
final class LoincRelease {
    private static final List<String> PROPERTIES = List.of(
            "COMPONENT",
            "PROPERTY",
            "TIME_ASPCT",
            "SYSTEM",
            "SCALE_TYP",
            "METHOD_TYP",
            "CLASS",
            "CLASSTYPE",
            "STATUS",
            "ORDER_OBS",
            "EXAMPLE_UCUM_UNITS",
            "UNITSREQUIRED",
            "VersionLastChanged");

    private static final Pattern LANGUAGE = Pattern.compile("^([a-z]{2})([A-Z]{2})\\d*LinguisticVariant");
    private static final Coding SHORT = new Coding(CodeSystems.LOINC, "SHORTNAME", "Short name");

    private final PackBuilder pack;
    private final Progress progress;

    LoincRelease(PackBuilder pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    PackHead read(String version, List<Path> files) throws IOException {
        for (Path file : files) {
            if (language(file) == null) {
                terms(file);
            }
        }
        for (Path file : files) {
            String language = language(file);
            if (language != null) {
                variant(file, language);
            }
        }
        List<PropertyDefinition> properties = PROPERTIES.stream()
                .map(name -> new PropertyDefinition(name, null, null, "string"))
                .toList();
        return PackHead.of(CodeSystems.LOINC, version, "LOINC", "en", properties);
    }

    private static @Nullable String language(Path file) {
        Matcher name = LANGUAGE.matcher(file.getFileName().toString());
        return name.find() ? name.group(1) + "-" + name.group(2) : null;
    }

    private void terms(Path file) throws IOException {
        try (Rows rows = Rows.csv(file, progress).require("LOINC_NUM", "LONG_COMMON_NAME", "STATUS", "COMPONENT")) {
            while (rows.next()) {
                int number = concept(rows);
                pack.display(number, rows.filled("LONG_COMMON_NAME"));
                for (String name : PROPERTIES) {
                    String value = rows.cell(name);
                    if (value != null) {
                        pack.property(number, Property.string(name, value));
                    }
                }
                String shortName = rows.cell("SHORTNAME");
                if (shortName != null) {
                    pack.designation(number, new Designation("en", SHORT, shortName, List.of()));
                }
                if (rows.filled("STATUS").toUpperCase(Locale.ROOT).equals("DEPRECATED")) {
                    pack.inactive(number);
                }
            }
        }
    }

    private int concept(Rows rows) {
        String code = rows.filled("LOINC_NUM");
        if (!Loinc.hasValidCheckDigit(code)) {
            throw rows.problem("LOINC_NUM", code + " is no LOINC number: its check digit is wrong");
        }
        if (pack.has(code)) {
            throw rows.problem("LOINC_NUM", code + " is listed twice");
        }
        return pack.concept(code);
    }

    private void variant(Path file, String language) throws IOException {
        try (Rows rows = Rows.csv(file, progress).require("LOINC_NUM")) {
            while (rows.next()) {
                String code = rows.filled("LOINC_NUM");
                String name = name(rows);
                if (name != null && pack.has(code)) {
                    pack.designation(pack.concept(code), Designation.of(language, name));
                }
            }
        }
    }

    /** The long name, or one put together from the axes as the variant words them. */
    private static @Nullable String name(Rows rows) {
        String whole = rows.cell("LONG_COMMON_NAME");
        if (whole == null) {
            whole = rows.cell("LinguisticVariantDisplayName");
        }
        if (whole != null || rows.cell("COMPONENT") == null) {
            return whole;
        }
        StringBuilder name = new StringBuilder();
        for (String axis : PROPERTIES.subList(0, 6)) {
            String part = rows.cell(axis);
            if (part != null) {
                name.append(name.isEmpty() ? "" : ":").append(part);
            }
        }
        return name.toString();
    }
}
