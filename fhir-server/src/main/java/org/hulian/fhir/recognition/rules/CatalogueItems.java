package org.hulian.fhir.recognition.rules;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.recognition.CatalogueItem;
import org.hulian.fhir.recognition.Words;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.Examination;
import org.hulian.terminology.catalogue.LaboratoryItem;
import org.hulian.terminology.catalogue.LaboratoryTerm;

/** The terminology module's catalogue as items of recognition, by each of their codes. */
final class CatalogueItems {
    private static final Instant ALWAYS = Instant.EPOCH;
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Overrides overrides;
    private final SpecimenCodes specimens = SpecimenCodes.bundled();
    private final Map<String, CatalogueItem> byCode = new HashMap<>();

    CatalogueItems(Catalogue catalogue, Overrides overrides) {
        this.overrides = overrides;
        catalogue.laboratory().forEach(this::add);
        catalogue.examinations().forEach(this::add);
    }

    /** The ids of all items, laboratory and examinations. */
    static Set<String> ids(Catalogue catalogue) {
        return Stream.concat(
                        catalogue.laboratory().stream().map(LaboratoryItem::id),
                        catalogue.examinations().stream().map(Examination::id))
                .collect(Collectors.toUnmodifiableSet());
    }

    Map<String, CatalogueItem> byCode() {
        return Map.copyOf(byCode);
    }

    private void add(LaboratoryItem item) {
        Set<String> codes =
                item.terms().stream().map(LaboratoryTerm::loinc).collect(Collectors.toCollection(LinkedHashSet::new));
        put(new CatalogueItem(
                item.id(),
                CatalogueItem.Kind.LABORATORY,
                new Words(item.en(), item.zh()),
                withMore(item.id(), codes),
                specimens.of(item.specimen()),
                overrides.validity().getOrDefault(item.id(), item.validity()),
                ALWAYS,
                NEVER,
                overrides.excluded().contains(item.id())));
    }

    private void add(Examination examination) {
        Set<String> codes = new LinkedHashSet<>();
        String loinc = examination.loinc();
        if (loinc != null) {
            codes.add(loinc);
        }
        codes.add(examination.id());
        put(new CatalogueItem(
                examination.id(),
                CatalogueItem.Kind.EXAMINATION,
                new Words(examination.en(), examination.zh()),
                withMore(examination.id(), codes),
                Set.of(),
                overrides.validity().getOrDefault(examination.id(), examination.validity()),
                ALWAYS,
                NEVER,
                overrides.excluded().contains(examination.id())));
    }

    private Set<String> withMore(String item, Set<String> codes) {
        codes.addAll(overrides.codes().getOrDefault(item, Set.of()));
        return Set.copyOf(codes);
    }

    private void put(CatalogueItem item) {
        item.codes().forEach(code -> byCode.put(code, item));
    }
}
