package org.hulian.demo.resident;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.catalogue.NamedResident;
import org.jspecify.annotations.Nullable;

/**
 * A resident of the demo region.
 *
 * @param number  from 1
 * @param named   the login and Patient id of the few residents who have one, else null
 * @param records what the institutions wrote down, in the order they met the resident
 */
public record Resident(
        int number,
        @Nullable NamedResident named,
        PersonName name,
        Demographics truth,
        List<ChronicCondition> conditions,
        List<SourceRecord> records) {

    public int ageOn(LocalDate day) {
        return truth.birthDate().until(day).getYears();
    }

    public boolean has(String condition) {
        return conditions.stream().anyMatch(chronic -> chronic.key().equals(condition));
    }

    public Optional<SourceRecord> at(Site site) {
        return records.stream().filter(source -> source.site() == site).findFirst();
    }

    public List<SourceRecord> at(Set<Site.Role> roles) {
        return records.stream()
                .filter(source -> roles.contains(source.site().role()))
                .filter(source -> !source.differences().contains(Difference.SECOND_REGISTRATION))
                .toList();
    }
}
