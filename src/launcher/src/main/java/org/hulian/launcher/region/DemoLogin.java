package org.hulian.launcher.region;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person of a demo region.
 *
 * @param institution code of the group the person belongs to, or null
 * @param patient     id of the Patient a resident is, or null
 */
public record DemoLogin(
        @JsonProperty(required = true) String login,
        @JsonProperty(required = true) Name name,
        @JsonProperty(required = true) List<String> roles,
        @Nullable String institution,
        @Nullable String patient) {
    public DemoLogin {
        roles = List.copyOf(roles);
    }

    /** What this person's apps usually ask for; what the person may do with it is the hub's policy. */
    public String usualScope() {
        return patient == null ? "openid fhirUser user/*.cruds" : "openid fhirUser launch/patient patient/*.cruds";
    }
}
