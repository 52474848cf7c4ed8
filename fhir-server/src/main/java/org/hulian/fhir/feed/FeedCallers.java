package org.hulian.fhir.feed;

import java.util.List;
import java.util.Set;
import org.hulian.fhir.region.Institution;
import org.hulian.security.consent.Caller;
import org.hulian.security.scope.SmartScope;

/** As whom a message's records are written: its sender, with what a backend client of the sender may do. */
final class FeedCallers {
    private static final List<SmartScope> SCOPES = SmartScope.parse("system/*.cruds");

    private FeedCallers() {}

    static Caller of(Institution sender) {
        return new Caller(
                "feed:" + sender.code(),
                sender.en(),
                sender.code(),
                Set.of("system"),
                sender.number(),
                sender.code(),
                null,
                SCOPES,
                0,
                null);
    }
}
