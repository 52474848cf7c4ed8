package org.hulian.fhir.recognition.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hulian.fhir.recognition.Certificate;
import org.hulian.fhir.recognition.Scope;
import org.hulian.terminology.catalogue.Catalogue;
import org.jspecify.annotations.Nullable;

/** Reads {@code certificates.yaml}: laboratories that have a place, items and categories of the catalogue, periods. */
final class CertificatesReader {
    static final Set<String> LISTS = Set.of("certificates");

    private static final Set<String> FIELDS =
            Set.of("laboratory", "scope", "categories", "items", "from", "through", "lost");

    private final Set<String> items;
    private final Map<String, Set<String>> categories = new HashMap<>();
    private final Set<String> laboratories;
    private final ZoneId zone;

    CertificatesReader(Catalogue catalogue, Set<String> laboratories, ZoneId zone) {
        this.items = CatalogueItems.ids(catalogue);
        this.laboratories = laboratories;
        this.zone = zone;
        BiConsumer<String, String> into = (category, item) -> categories
                .computeIfAbsent(category, any -> new LinkedHashSet<>())
                .add(item);
        catalogue.laboratory().forEach(item -> into.accept(item.category(), item.id()));
        catalogue.examinations().forEach(item -> into.accept(item.category(), item.id()));
    }

    /** Certificates by laboratory. */
    Map<String, List<Certificate>> read(RulesFile file) {
        Map<String, List<Certificate>> byLaboratory = new HashMap<>();
        for (List<Certificate> row : file.each("certificates", FIELDS, this::certificates)) {
            row.forEach(one -> byLaboratory
                    .computeIfAbsent(one.laboratory(), any -> new ArrayList<>())
                    .add(one));
        }
        byLaboratory.replaceAll((laboratory, list) -> List.copyOf(list));
        return Map.copyOf(byLaboratory);
    }

    private List<Certificate> certificates(RulesFile.Row row) {
        String laboratory = row.required("laboratory");
        if (!laboratories.contains(laboratory)) {
            row.problem("laboratory", laboratory + " has no place in places.yaml");
        }
        Scope scope = PlacesReader.scope(row.required("scope"));
        LocalDate from = LocalDate.parse(row.required("from"));
        LocalDate through = LocalDate.parse(row.required("through"));
        if (through.isBefore(from)) {
            row.problem("through", through + " is before " + from);
        }
        String lost = row.fields().text("lost");
        Instant ended = lost == null ? null : start(LocalDate.parse(lost));
        return covered(row).stream()
                .map(item -> certificate(laboratory, item, scope, from, through, ended))
                .toList();
    }

    private Certificate certificate(
            String laboratory, String item, Scope scope, LocalDate from, LocalDate through, @Nullable Instant lost) {
        return new Certificate(laboratory, item, scope, start(from), start(through.plusDays(1)), lost);
    }

    private Set<String> covered(RulesFile.Row row) {
        Set<String> covered = new LinkedHashSet<>();
        for (String category : row.texts("categories")) {
            if (!categories.containsKey(category)) {
                row.problem("categories", category + " is no category of the catalogue");
            }
            covered.addAll(categories.getOrDefault(category, Set.of()));
        }
        for (String item : row.texts("items")) {
            if (!items.contains(item)) {
                row.problem("items", item + " is no item of the catalogue");
            }
            covered.add(item);
        }
        if (covered.isEmpty()) {
            row.problem("", "categories or items are required");
        }
        return covered;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
