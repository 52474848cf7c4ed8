package org.hulian.demo.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/**
 * Consents of most grown-ups who are registered with a community centre, where they signed them on paper: usually for the
 * centre and the two hospitals, sometimes for the centre alone.
 */
final class ConsentGenerator {
    private static final int SHARES_RESULTS = 3;
    private static final int WITHDRAWN = 6;

    private final long seed;
    private final LocalDate reference;

    ConsentGenerator(long seed, LocalDate reference) {
        this.seed = seed;
        this.reference = reference;
    }

    List<SharingConsent> of(Resident resident) {
        List<SourceRecord> community = resident.at(Set.of(Site.Role.COMMUNITY));
        if (community.isEmpty() || resident.ageOn(reference) < 18) {
            return List.of();
        }
        if (resident.named() != null) {
            return ofNamed(resident, community.getFirst());
        }
        Chance chance = Chance.of(seed, "consents", resident.number());
        if (!chance.happens(0.85)) {
            return List.of();
        }
        int kind = chance.below(10);
        LocalDate from = reference.minusDays(chance.between(5, 400));
        Site centre = community.getFirst().site();
        List<Site> grantees = chance.happens(0.12)
                ? List.of(centre)
                : List.of(centre, Site.HOSPITALS.getFirst(), Site.HOSPITALS.getLast());
        return List.of(consent(resident, community.getFirst(), kind, from, grantees));
    }

    /** The first has given none yet, the second shares results with the centre, the third has taken it back. */
    private List<SharingConsent> ofNamed(Resident resident, SourceRecord at) {
        LocalDate from = reference.minusDays(60);
        return switch (resident.number()) {
            case 1 -> List.of();
            case 2 -> List.of(consent(resident, at, SHARES_RESULTS, from, List.of(at.site())));
            default -> List.of(consent(resident, at, WITHDRAWN, from, List.of(at.site())));
        };
    }

    private SharingConsent consent(Resident resident, SourceRecord at, int kind, LocalDate from, List<Site> grantees) {
        return new SharingConsent(
                "%sC%06d01".formatted(at.site().letter(), resident.number()),
                at,
                grantees,
                categories(kind),
                kind == 8 ? List.of("imaging") : List.of(),
                kind == 9 && resident.has("depression") ? List.of("PSY") : List.of(),
                from,
                kind == 7 ? reference.minusDays(1) : from.plusYears(2),
                kind == WITHDRAWN);
    }

    private static List<String> categories(int kind) {
        return switch (kind) {
            case 0, 1, 2 -> List.of("laboratory");
            case 3, 4 -> List.of("laboratory", "imaging");
            case 5 -> List.of("laboratory", "condition", "medication", "allergy");
            // A sensitive label is only added to categories that are named.
            case 9 -> List.of("laboratory", "imaging", "condition");
            default -> List.of();
        };
    }
}
