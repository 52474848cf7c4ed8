package org.hulian.demo.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hulian.demo.DemoRegion;
import org.junit.jupiter.api.Test;

class ResidentGeneratorTest {
    private final DemoRegion region = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED);
    private final List<Resident> residents = IntStream.rangeClosed(1, DemoRegion.RESIDENTS)
            .mapToObj(region::resident)
            .toList();

    @Test
    void allNumbersAreValidInFormAndOfNobody() {
        assertThat(residents).allSatisfy(resident -> {
            String nationalId = Objects.requireNonNull(resident.truth().nationalId());
            assertThat(nationalId).matches("999\\d{14}[0-9X]").matches(NationalId::hasValidCheck);
            assertThat(nationalId.charAt(16) % 2 == 1)
                    .isEqualTo(resident.truth().sex() == Sex.MALE);
            assertThat(resident.truth().healthCard()).matches("HL99\\d{8}");
            assertThat(resident.truth().phone()).matches("154\\d{8}");
            assertThat(resident.truth().address()).contains("示例路");
        });
    }

    /** Example of GB 11643-1999, annex A. */
    @Test
    void checksTheExampleOfTheStandard() {
        assertThat(NationalId.hasValidCheck("11010519491231002X")).isTrue();
        assertThat(NationalId.hasValidCheck("110105194912310021")).isFalse();
    }

    @Test
    void noNumberIsGivenToTwoResidents() {
        Map<String, Integer> owners = new HashMap<>();

        for (Resident resident : residents) {
            for (SourceRecord source : resident.records()) {
                Set<String> numbers = new HashSet<>();
                numbers.add(source.site() + source.mrn());
                numbers.add(String.valueOf(source.written().nationalId()));
                numbers.add(String.valueOf(source.written().healthCard()));
                numbers.add(source.written().phone());
                numbers.remove("null");
                for (String number : numbers) {
                    Integer owner = owners.putIfAbsent(number, resident.number());
                    assertThat(owner == null || owner == resident.number())
                            .as(number)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void isACommunity() {
        double male = share(residents, one -> one.truth().sex() == Sex.MALE);
        double old = share(residents, one -> one.ageOn(DemoRegion.REFERENCE) >= 65);
        double children = share(residents, one -> one.ageOn(DemoRegion.REFERENCE) < 15);
        double hypertension = share(residents, one -> one.has("hypertension"));
        double diabetes = share(residents, one -> one.has("diabetes"));

        assertThat(male).isBetween(0.44, 0.55);
        assertThat(old).isBetween(0.11, 0.21);
        assertThat(children).isBetween(0.11, 0.20);
        assertThat(hypertension).isBetween(0.15, 0.32);
        assertThat(diabetes).isBetween(0.05, 0.15);
    }

    @Test
    void isKnownAtOneToFourInstitutionsAndOftenWrittenDifferently() {
        assertThat(residents)
                .allSatisfy(one -> assertThat(
                                one.records().stream().map(SourceRecord::site).distinct())
                        .hasSizeBetween(1, 4));
        assertThat(share(residents, one -> one.records().size() >= 2)).isGreaterThan(0.6);
        Set<Difference> seen = new HashSet<>();
        residents.forEach(one -> one.records().forEach(source -> seen.addAll(source.differences())));
        assertThat(seen).containsExactlyInAnyOrder(Difference.values());
    }

    @Test
    void aRecordDiffersFromTheTruthExactlyWhereItSays() {
        for (Resident resident : residents) {
            Demographics truth = resident.truth();
            for (SourceRecord source : resident.records()) {
                Demographics written = source.written();
                Set<Difference> says = source.differences();
                assertThat(written.nationalId() == null).isEqualTo(says.contains(Difference.NO_NATIONAL_ID));
                assertThat(written.healthCard() == null).isEqualTo(says.contains(Difference.NO_HEALTH_CARD));
                assertThat(written.phone().equals(truth.phone())).isEqualTo(!says.contains(Difference.OTHER_PHONE));
                assertThat(written.birthDate().equals(truth.birthDate()))
                        .isEqualTo(!says.contains(Difference.BIRTH_DATE_TYPO));
            }
        }
    }

    @Test
    void residentsWithALoginAreCertainAtRiversideAndBothHospitals() {
        assertThat(residents.subList(0, 3)).allSatisfy(one -> {
            assertThat(one.named()).isNotNull();
            assertThat(one.records())
                    .extracting(SourceRecord::site)
                    .contains(Site.RIVERSIDE, Site.CITY_FIRST, Site.CITY_SECOND);
            assertThat(one.records()).allMatch(source -> source.differences().isEmpty());
        });
        assertThat(residents.get(3).named()).isNull();
    }

    @Test
    void namesakesAreTwoPeople() {
        Resident one = residents.get(48);
        Resident other = residents.get(49);

        assertThat(other.name()).isEqualTo(one.name());
        assertThat(other.truth().birthDate()).isEqualTo(one.truth().birthDate());
        assertThat(other.truth().nationalId()).isNotEqualTo(one.truth().nationalId());
    }

    @Test
    void theTruthFileHasEveryRecordOnce() {
        List<String> lines = region.truth().toList();

        assertThat(lines.getFirst()).isEqualTo(Truth.HEADER);
        assertThat(lines)
                .hasSize(1
                        + residents.stream()
                                .mapToInt(one -> one.records().size())
                                .sum());
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines.get(1)).startsWith("1,resident1,riverside,R");
    }

    private static double share(List<Resident> residents, Predicate<Resident> which) {
        return residents.stream().filter(which).count() / (double) residents.size();
    }
}
