package org.hulian.demo.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.Department;
import org.hulian.demo.catalogue.NameCharacter;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.PersonName;
import org.hulian.demo.resident.Site;

/** Who works where: two experts in each department of a hospital, a few colleagues elsewhere. */
public final class Staff {
    private final Map<Site, List<Clinician>> bySite = new EnumMap<>(Site.class);

    public Staff(Catalogue catalogue, long seed) {
        for (Site site : Site.values()) {
            Chance chance = Chance.of(seed, "staff", site.number());
            List<Clinician> clinicians = new ArrayList<>();
            for (Department department : departments(site, catalogue)) {
                for (int i = 0; i < headcount(site); i++) {
                    String number = "D%s%03d".formatted(site.letter(), clinicians.size() + 1);
                    clinicians.add(new Clinician(site, department, number, name(chance, catalogue)));
                }
            }
            bySite.put(site, List.copyOf(clinicians));
        }
    }

    public List<Clinician> at(Site site) {
        return bySite.getOrDefault(site, List.of());
    }

    /** Those whose slots can be booked: the hospitals' staff. */
    public List<Clinician> experts() {
        return Site.HOSPITALS.stream().flatMap(site -> at(site).stream()).toList();
    }

    public List<Clinician> in(Site site, Department department) {
        List<Clinician> colleagues = at(site).stream()
                .filter(one -> one.department().equals(department))
                .toList();
        return colleagues.isEmpty() ? at(site) : colleagues;
    }

    private static List<Department> departments(Site site, Catalogue catalogue) {
        return site.role() == Site.Role.HOSPITAL
                ? catalogue.departments()
                : catalogue.departments().subList(0, 1);
    }

    private static int headcount(Site site) {
        return switch (site.role()) {
            case HOSPITAL, LABORATORY, IMAGING -> 2;
            case COMMUNITY -> 5;
        };
    }

    private static PersonName name(Chance chance, Catalogue catalogue) {
        NameCharacter surname = chance.weighted(catalogue.surnames(), NameCharacter::male);
        return new PersonName(surname, List.of(chance.pick(catalogue.given())));
    }
}
