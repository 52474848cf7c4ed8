package org.hulian.security.consent;

import java.util.ArrayList;
import java.util.List;

/** Turns the rules of a Consent into the regions that remain open, going no further once there are too many. */
record GrantRegions(int limit) {

    /** The open regions; when they need more than {@code limit} grants, not every deny was applied. */
    List<Region> of(Provision provision) {
        return switch (provision) {
            case Provision.Deny deny -> List.of();
            case Provision.Permit permit -> open(permit);
        };
    }

    static int grants(List<Region> regions) {
        return regions.stream().mapToInt(region -> region.grantees().size()).sum();
    }

    private List<Region> open(Provision.Permit permit) {
        List<Region> regions = new ArrayList<>();
        permit.opens().filter(region -> !region.isEmpty()).ifPresent(regions::add);
        permit.within().forEach(nested -> regions.addAll(of(nested)));
        List<Region> left = regions;
        for (Provision nested : permit.within()) {
            if (nested instanceof Provision.Deny deny && grants(left) <= limit) {
                left = left.stream()
                        .flatMap(region -> region.without(deny).stream())
                        .toList();
            }
        }
        return left;
    }
}
