package org.hulian.fhir.region;

import org.hulian.mappers.Sender;
import org.jspecify.annotations.Nullable;

/**
 * A hospital, health centre, laboratory or imaging centre of the region.
 *
 * @param number owner of its rows; stable, never reused, 0 is the hub itself
 * @param code   its Organization id, Keycloak group and backend client
 * @param level  tertiary, secondary, community, laboratory or imaging
 * @param role   hospital, community, laboratory or imaging
 * @param sender how its messages are read, or null when it sends none
 */
public record Institution(
        int number,
        String code,
        String zh,
        String en,
        String level,
        String role,
        @Nullable Sender sender) {}
