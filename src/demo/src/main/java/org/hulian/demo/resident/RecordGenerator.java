package org.hulian.demo.resident;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.NameCharacter;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.PersonName.Written;

/** Decides where a resident is known and how each place wrote the resident down. */
final class RecordGenerator {
    private static final int MOST_SITES = 4;

    private final Catalogue catalogue;
    private final long seed;

    RecordGenerator(Catalogue catalogue, long seed) {
        this.catalogue = catalogue;
        this.seed = seed;
    }

    List<SourceRecord> of(int number, boolean certain, PersonName name, Demographics truth, int age, int conditions) {
        Chance chance = Chance.of(seed, "records", number);
        List<SourceRecord> records = new ArrayList<>();
        for (Site site : certain ? withLogin() : sites(chance, age, conditions)) {
            Set<Difference> differences = certain ? Set.of() : differences(chance, site, records.isEmpty());
            records.add(write(chance, site, number, name, truth, differences));
        }
        if (!certain && chance.happens(0.02)) {
            Set<Difference> second = EnumSet.of(Difference.SECOND_REGISTRATION, Difference.NO_NATIONAL_ID);
            records.add(write(chance, records.getFirst().site(), number, name, truth, second));
        }
        return List.copyOf(records);
    }

    private static List<Site> withLogin() {
        return List.of(Site.RIVERSIDE, Site.CITY_FIRST, Site.CITY_SECOND, Site.COUNTY_LAB);
    }

    private static List<Site> sites(Chance chance, int age, int conditions) {
        double illness = Math.min(0.35, 0.08 * conditions + (age >= 60 ? 0.08 : 0));
        List<Site> sites = new ArrayList<>();
        if (chance.happens(0.84)) {
            sites.add(chance.happens(0.54) ? Site.RIVERSIDE : Site.HILLSIDE);
        }
        boolean registered = !sites.isEmpty();
        if (chance.happens(0.38 + illness)) {
            sites.add(Site.CITY_FIRST);
        }
        if (chance.happens(0.30 + illness)) {
            sites.add(Site.CITY_SECOND);
        }
        if (registered && chance.happens(0.40 + illness)) {
            sites.add(Site.COUNTY_LAB);
        }
        if (registered && chance.happens(0.18 + illness)) {
            sites.add(Site.CITY_IMAGING);
        }
        if (sites.isEmpty()) {
            sites.add(chance.pick(Site.HOSPITALS));
        }
        return sites.size() > MOST_SITES ? sites.subList(0, MOST_SITES) : sites;
    }

    private static Set<Difference> differences(Chance chance, Site site, boolean first) {
        EnumSet<Difference> differences = EnumSet.noneOf(Difference.class);
        boolean remote = site.role() == Site.Role.LABORATORY || site.role() == Site.Role.IMAGING;
        if (!first) {
            draw(chance, differences, Difference.NAME_TYPO, 0.04);
            draw(chance, differences, Difference.BIRTH_DATE_TYPO, 0.03);
            draw(chance, differences, Difference.TRADITIONAL_NAME, 0.04);
            draw(chance, differences, Difference.OTHER_PHONE, 0.22);
            draw(chance, differences, Difference.NO_NATIONAL_ID, remote ? 0.35 : 0.10);
        }
        draw(chance, differences, Difference.PINYIN_NAME, site == Site.CITY_IMAGING ? 0.40 : 0.01);
        draw(chance, differences, Difference.NO_HEALTH_CARD, remote ? 0.15 : 0.25);
        if (differences.contains(Difference.BIRTH_DATE_TYPO)) {
            differences.add(Difference.NO_NATIONAL_ID);
        }
        if (differences.contains(Difference.PINYIN_NAME)) {
            differences.remove(Difference.TRADITIONAL_NAME);
            differences.remove(Difference.NAME_TYPO);
        }
        return differences;
    }

    private static void draw(Chance chance, Set<Difference> into, Difference difference, double probability) {
        if (chance.happens(probability)) {
            into.add(difference);
        }
    }

    private SourceRecord write(
            Chance chance, Site site, int number, PersonName name, Demographics truth, Set<Difference> differences) {
        boolean second = differences.contains(Difference.SECOND_REGISTRATION);
        PersonName spelled = differences.contains(Difference.NAME_TYPO) ? mistyped(chance, name) : name;
        Demographics written = new Demographics(
                script(spelled, differences),
                truth.sex(),
                differences.contains(Difference.BIRTH_DATE_TYPO)
                        ? mistyped(chance, truth.birthDate())
                        : truth.birthDate(),
                differences.contains(Difference.NO_NATIONAL_ID) ? null : truth.nationalId(),
                differences.contains(Difference.NO_HEALTH_CARD) ? null : truth.healthCard(),
                differences.contains(Difference.OTHER_PHONE) ? Numbering.phone(number, site.number()) : truth.phone(),
                truth.address());
        return new SourceRecord(site, Numbering.medicalRecord(site, number, second), written, Set.copyOf(differences));
    }

    private static Written script(PersonName name, Set<Difference> differences) {
        if (differences.contains(Difference.PINYIN_NAME)) {
            return name.pinyin();
        }
        return differences.contains(Difference.TRADITIONAL_NAME) ? name.traditional() : name.simplified();
    }

    /** A character of the same sound where there is one, else another character. */
    private PersonName mistyped(Chance chance, PersonName name) {
        NameCharacter last = name.given().getLast();
        List<NameCharacter> others = catalogue.given().stream()
                .filter(other -> !other.simplified().equals(last.simplified()))
                .toList();
        List<NameCharacter> homophones = others.stream()
                .filter(other -> other.pinyin().equals(last.pinyin()))
                .toList();
        List<NameCharacter> given = new ArrayList<>(name.given());
        given.set(given.size() - 1, chance.pick(homophones.isEmpty() ? others : homophones));
        return new PersonName(name.surname(), List.copyOf(given));
    }

    /** Day and month exchanged where both readings are dates, else one year or one day off. */
    private static LocalDate mistyped(Chance chance, LocalDate date) {
        boolean exchange = date.getDayOfMonth() <= 12 && date.getDayOfMonth() != date.getMonthValue();
        if (exchange) {
            return LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
        }
        return chance.happens(0.5) ? date.minusYears(1) : date.plusDays(date.getDayOfMonth() < 28 ? 1 : -1);
    }
}
