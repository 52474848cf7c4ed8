package org.hulian.security.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A box of access: these institutions, these categories, for these purposes, in this time, with at most these kinds of
 * sensitive content. The fields are those of {@link Grant}.
 */
record Region(Set<Integer> grantees, long categories, int sensitivities, int purposes, Instant from, Instant to) {

    Region {
        grantees = Set.copyOf(grantees);
    }

    boolean isEmpty() {
        return grantees.isEmpty() || categories == 0 || purposes == 0 || !from.isBefore(to);
    }

    /** What is left when a deny is taken away; boxes that do not overlap. */
    List<Region> without(Provision.Deny deny) {
        List<Region> left = new ArrayList<>();
        Instant start = later(from, deny.from());
        Instant end = earlier(to, deny.to());
        if (!start.isBefore(end)) {
            return List.of(this);
        }
        add(left, new Region(grantees, categories, sensitivities, purposes, from, start));
        add(left, new Region(grantees, categories, sensitivities, purposes, end, to));
        Set<Integer> denied = new HashSet<>(grantees);
        deny.grantees().ifPresent(denied::retainAll);
        Set<Integer> others = new HashSet<>(grantees);
        others.removeAll(denied);
        add(left, new Region(others, categories, sensitivities, purposes, start, end));
        add(left, new Region(denied, categories & ~deny.categories(), sensitivities, purposes, start, end));
        long hit = categories & deny.categories();
        add(left, new Region(denied, hit, sensitivities, purposes & ~deny.purposes(), start, end));
        if (deny.sensitivities() != 0) {
            int allowed = sensitivities & ~deny.sensitivities();
            add(left, new Region(denied, hit, allowed, purposes & deny.purposes(), start, end));
        }
        return left;
    }

    private static void add(List<Region> regions, Region region) {
        if (!region.isEmpty()) {
            regions.add(region);
        }
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
