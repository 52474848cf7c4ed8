package org.hulian.launcher.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A hospital, health centre, laboratory or imaging centre.
 *
 * @param number owner of its rows in the stores
 * @param code   its Organization id, Keycloak group, feed sender and backend client
 * @param sender how its messages are read, or null when it sends none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Institution(
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String code,
        @JsonProperty(required = true) Name name,
        String level,
        String role,
        @Nullable SenderSettings sender) {}
