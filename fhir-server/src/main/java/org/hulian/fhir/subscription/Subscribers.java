package org.hulian.fhir.subscription;

import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.security.consent.Caller;
import org.hulian.security.scope.SmartScope;

/** In whose name the hub looks for a subscription: the software of the institution that wrote it, with its consents. */
record Subscribers(Institutions institutions) {
    /** Empty where the institution is no longer in the region. */
    Optional<RequestContext> of(ResourceKey subscription, int owner) {
        return institutions.byNumber(owner).map(institution -> {
            Caller caller = new Caller(
                    subscription.toString(),
                    institution.en(),
                    institution.code(),
                    Set.of("system"),
                    owner,
                    institution.code(),
                    null,
                    SmartScope.parse("system/*.rs"),
                    0,
                    null);
            return new RequestContext(caller, subscription.toString(), "en");
        });
    }
}
