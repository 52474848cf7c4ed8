package org.hulian.demo.resident;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hulian.demo.catalogue.AgeBand;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.catalogue.NameCharacter;
import org.hulian.demo.catalogue.NamedResident;
import org.hulian.demo.chance.Chance;

/** Makes resident number n of a seed, without looking at any other but a namesake. */
public final class ResidentGenerator {
    /** Every hundredth resident shares name, sex and birth date with the one before: two people, not one. */
    private static final int NAMESAKE_EVERY = 100;

    private final Catalogue catalogue;
    private final long seed;
    private final LocalDate reference;
    private final RecordGenerator records;

    public ResidentGenerator(Catalogue catalogue, long seed, LocalDate reference) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.reference = reference;
        this.records = new RecordGenerator(catalogue, seed);
    }

    public Resident resident(int number) {
        boolean namesake = number % NAMESAKE_EVERY == NAMESAKE_EVERY / 2;
        Core core = core(namesake ? number - 1 : number);
        Demographics truth = new Demographics(
                core.name().simplified(),
                core.sex(),
                core.birthDate(),
                NationalId.of(number, core.birthDate(), core.sex()),
                Numbering.healthCard(number),
                Numbering.phone(number, 0),
                address(number));
        int age = truth.birthDate().until(reference).getYears();
        List<ChronicCondition> conditions = conditions(number, age, core.sex() == Sex.MALE);
        return new Resident(
                number,
                named(number).orElse(null),
                core.name(),
                truth,
                conditions,
                records.of(number, named(number).isPresent(), core.name(), truth, age, conditions.size()));
    }

    private Core core(int number) {
        Chance chance = Chance.of(seed, "core", number);
        Optional<NamedResident> named = named(number);
        if (named.isPresent()) {
            NamedResident fixed = named.get();
            PersonName name = new PersonName(fixed.surname(), List.of(fixed.given()));
            return new Core(name, fixed.male() ? Sex.MALE : Sex.FEMALE, bornAt(chance, fixed.age()));
        }
        AgeBand band = chance.weighted(catalogue.population(), row -> row.male() + row.female());
        Sex sex = chance.below(band.male() + band.female()) < band.male() ? Sex.MALE : Sex.FEMALE;
        return new Core(name(chance, sex), sex, bornAt(chance, chance.between(band.fromAge(), band.toAge())));
    }

    private LocalDate bornAt(Chance chance, int age) {
        return reference.minusYears(age).minusDays(chance.below(365));
    }

    private PersonName name(Chance chance, Sex sex) {
        NameCharacter surname = chance.weighted(catalogue.surnames(), NameCharacter::male);
        List<NameCharacter> given = new ArrayList<>();
        int characters = chance.happens(0.72) ? 2 : 1;
        for (int i = 0; i < characters; i++) {
            given.add(
                    chance.weighted(catalogue.given(), sex == Sex.MALE ? NameCharacter::male : NameCharacter::female));
        }
        return new PersonName(surname, List.copyOf(given));
    }

    private String address(int number) {
        Chance chance = Chance.of(seed, "address", number);
        return "示例省示例市示例区示例路%d号%d栋%d%02d室"
                .formatted(chance.between(1, 299), chance.between(1, 18), chance.between(1, 26), chance.between(1, 4));
    }

    private List<ChronicCondition> conditions(int number, int age, boolean male) {
        Chance chance = Chance.of(seed, "conditions", number);
        return catalogue.conditions().stream()
                .filter(condition -> chance.happens(condition.probability(age, male)))
                .toList();
    }

    private Optional<NamedResident> named(int number) {
        return catalogue.named().stream().filter(one -> one.number() == number).findFirst();
    }

    private record Core(PersonName name, Sex sex, LocalDate birthDate) {}
}
