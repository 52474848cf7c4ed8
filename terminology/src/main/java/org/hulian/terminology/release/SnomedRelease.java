package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;

/**
 * SNOMED CT in Release Format 2: the snapshots of concepts, descriptions and relationships, found by their names, and a
 * language reference set that says which synonym is preferred; without one the fully specified name is shown.
 *
 * @see <a href="https://confluence.ihtsdotools.org/display/DOCRELFMT">release file specification</a>
 */
final class SnomedRelease {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String IS_A = "116680003";
    private static final String FULLY_SPECIFIED = "900000000000003001";
    private static final String PREFERRED = "900000000000548007";
    private static final String DEFINED = "900000000000073002";
    private static final Coding FSN = new Coding(SNOMED, FULLY_SPECIFIED, "Fully specified name");
    private static final Coding SYNONYM = new Coding(SNOMED, "900000000000013009", "Synonym");

    private final PackBuilder pack;
    private final Progress progress;
    private final Set<Long> preferred = new HashSet<>();

    SnomedRelease(PackBuilder pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    PackHead read(String system, String version, List<Path> files) throws IOException {
        for (Path file : named(files, "Concept_")) {
            concepts(file);
        }
        for (Path file : named(files, "Refset_Language")) {
            language(file);
        }
        for (Path file : named(files, "Description_")) {
            descriptions(file);
        }
        for (Path file : named(files, "Relationship_")) {
            relationships(file);
        }
        List<PropertyDefinition> properties = List.of(
                new PropertyDefinition("inactive", "http://hl7.org/fhir/concept-properties#inactive", null, "boolean"),
                new PropertyDefinition("moduleId", null, "module of the concept", "code"),
                new PropertyDefinition("sufficientlyDefined", null, "whether its definition is complete", "boolean"),
                new PropertyDefinition("effectiveTime", null, "since when it is as it is", "string"));
        return PackHead.of(system, version, "SNOMED_CT", "en", properties);
    }

    private static List<Path> named(List<Path> files, String part) {
        return files.stream()
                .filter(file -> file.getFileName().toString().contains(part))
                .sorted()
                .toList();
    }

    private void concepts(Path file) throws IOException {
        try (Rows rows = Rows.tabs(file, progress).require("id", "active", "definitionStatusId", "moduleId")) {
            while (rows.next()) {
                int number = pack.concept(rows.filled("id"));
                if (!rows.filled("active").equals("1")) {
                    pack.inactive(number);
                }
                pack.property(number, Property.code("moduleId", rows.filled("moduleId")));
                boolean defined = rows.filled("definitionStatusId").equals(DEFINED);
                pack.property(number, Property.flag("sufficientlyDefined", defined));
                String since = rows.cell("effectiveTime");
                if (since != null) {
                    pack.property(number, Property.string("effectiveTime", since));
                }
            }
        }
    }

    private void language(Path file) throws IOException {
        try (Rows rows = Rows.tabs(file, progress).require("active", "referencedComponentId", "acceptabilityId")) {
            while (rows.next()) {
                if (rows.filled("active").equals("1")
                        && rows.filled("acceptabilityId").equals(PREFERRED)) {
                    preferred.add(id(rows, "referencedComponentId"));
                }
            }
        }
    }

    private void descriptions(Path file) throws IOException {
        try (Rows rows =
                Rows.tabs(file, progress).require("id", "active", "conceptId", "languageCode", "typeId", "term")) {
            while (rows.next()) {
                if (!rows.filled("active").equals("1")) {
                    continue;
                }
                int number = known(rows, "conceptId");
                String term = rows.filled("term");
                boolean full = rows.filled("typeId").equals(FULLY_SPECIFIED);
                String language = rows.filled("languageCode");
                boolean shown =
                        language.equals("en") && (full ? !pack.hasDisplay(number) : preferred.contains(id(rows, "id")));
                if (shown) {
                    pack.display(number, term);
                }
                pack.designation(number, new Designation(language, full ? FSN : SYNONYM, term, List.of()));
            }
        }
    }

    private void relationships(Path file) throws IOException {
        try (Rows rows = Rows.tabs(file, progress).require("active", "sourceId", "destinationId", "typeId")) {
            while (rows.next()) {
                if (rows.filled("active").equals("1") && rows.filled("typeId").equals(IS_A)) {
                    pack.parent(known(rows, "sourceId"), known(rows, "destinationId"));
                }
            }
        }
    }

    private int known(Rows rows, String column) {
        String code = rows.filled(column);
        if (!pack.has(code)) {
            throw rows.problem(column, code + " is no concept of the concept file");
        }
        return pack.concept(code);
    }

    private static long id(Rows rows, String column) {
        try {
            return Long.parseLong(rows.filled(column));
        } catch (NumberFormatException e) {
            throw rows.problem(column, "an identifier is a number");
        }
    }
}
