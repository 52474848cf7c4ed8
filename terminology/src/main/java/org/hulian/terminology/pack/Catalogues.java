package org.hulian.terminology.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.Examination;
import org.hulian.terminology.catalogue.LaboratoryItem;
import org.hulian.terminology.catalogue.LaboratoryTerm;
import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.ListedCodeSystem;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;

/**
 * The hub's catalogue as code systems: the LOINC terms it uses, with its own words, as a fragment of LOINC, and its
 * examinations. An imported LOINC release goes before the fragment.
 */
final class Catalogues {
    private static final String EXAMINATION = "http://hulian.org/fhir/CodeSystem/examination";

    private Catalogues() {}

    static List<CodeSystem> systems() {
        Catalogue catalogue = Catalogue.bundled();
        return List.of(loinc(catalogue), examinations(catalogue));
    }

    private static CodeSystem loinc(Catalogue catalogue) {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        for (LaboratoryItem item : catalogue.laboratory()) {
            for (LaboratoryTerm term : item.terms()) {
                concepts.putIfAbsent(term.loinc(), term(concepts.size(), item, term));
            }
        }
        for (Examination examination : catalogue.examinations()) {
            String loinc = examination.loinc();
            if (loinc != null) {
                concepts.putIfAbsent(
                        loinc, concept(concepts.size(), loinc, examination.en(), examination.zh(), List.of()));
            }
        }
        return new ListedCodeSystem(
                head(CodeSystems.LOINC, "LOINC", "LOINC terms of the hub's catalogue"),
                new Traits(true, "fragment", null, CodeSystems.LOINC + "/vs", definitions()),
                List.copyOf(concepts.values()),
                List.of());
    }

    private static Concept term(int number, LaboratoryItem item, LaboratoryTerm term) {
        List<Property> properties = new ArrayList<>();
        properties.add(Property.string("COMPONENT", item.analyte()));
        properties.add(Property.string("PROPERTY", term.property()));
        properties.add(Property.string("TIME_ASPCT", item.timing()));
        properties.add(Property.string("SYSTEM", item.specimen()));
        properties.add(Property.string("SCALE_TYP", item.scale()));
        if (term.method() != null) {
            properties.add(Property.string("METHOD_TYP", term.method()));
        }
        if (term.unit() != null) {
            properties.add(Property.string("EXAMPLE_UCUM_UNITS", term.unit().code()));
        }
        String axes = " [%s] %s".formatted(term.property(), item.specimen());
        String method = term.method() == null ? "" : " " + term.method();
        return concept(number, term.loinc(), item.en() + axes + method, item.zh() + axes + method, properties);
    }

    private static CodeSystem examinations(Catalogue catalogue) {
        List<Concept> concepts = new ArrayList<>();
        for (Examination examination : catalogue.examinations()) {
            List<Property> properties = List.of(
                    Property.string("category", examination.category()),
                    Property.string("modality", examination.modality()),
                    Property.string("body", examination.body()));
            concepts.add(concept(concepts.size(), examination.id(), examination.en(), examination.zh(), properties));
        }
        return new ListedCodeSystem(
                head(EXAMINATION, "HulianExamination", "Imaging and functional examinations"),
                Traits.complete(List.of(
                        new PropertyDefinition("category", null, "kind of examination", "string"),
                        new PropertyDefinition("modality", null, "DICOM modality", "string"),
                        new PropertyDefinition("body", null, "part of the body", "string"))),
                concepts,
                List.of());
    }

    private static Concept concept(int number, String code, String en, String zh, List<Property> properties) {
        return new Concept(
                number,
                code,
                en,
                null,
                List.of(Designation.of("zh-CN", zh)),
                properties,
                List.of(),
                null,
                false,
                false);
    }

    private static Head head(String url, String name, String title) {
        return new Head(url, null, name, title, "active", false, "en", null);
    }

    private static List<PropertyDefinition> definitions() {
        return List.of("COMPONENT", "PROPERTY", "TIME_ASPCT", "SYSTEM", "SCALE_TYP", "METHOD_TYP", "EXAMPLE_UCUM_UNITS")
                .stream()
                .map(name -> new PropertyDefinition(name, null, null, "string"))
                .toList();
    }
}
