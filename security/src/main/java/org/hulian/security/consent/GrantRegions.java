package org.hulian.security.consent;

import java.util.ArrayList;
import java.util.List;

/** Turns the rules of a Consent into the regions that remain open, stopping once there are too many. */
record GrantRegions(int limit) {

    /** The open regions; more than {@code limit} of them means it was stopped. */
    List<Region> of(Provision provision) {
        return switch (provision) {
            case Provision.Deny deny -> List.of();
            case Provision.Permit permit -> open(permit);
        };
    }

    private List<Region> open(Provision.Permit permit) {
        List<Region> regions = new ArrayList<>();
        permit.opens().filter(region -> !region.isEmpty()).ifPresent(regions::add);
        permit.within().forEach(nested -> regions.addAll(of(nested)));
        List<Region> left = regions;
        for (Provision nested : permit.within()) {
            if (nested instanceof Provision.Deny deny && rows(left) <= limit) {
                left = left.stream().flatMap(region -> region.without(deny).stream()).toList();
            }
        }
        return rows(left) > limit ? overflow() : left;
    }

    private static int rows(List<Region> regions) {
        return regions.stream().mapToInt(region -> region.grantees().size()).sum();
    }

    private List<Region> overflow() {
        return java.util.Collections.nCopies(
                limit + 1,
                new Region(java.util.Set.of(), 0, 0, 0, Grant.ALWAYS, Grant.ALWAYS));
    }
}
