package org.hulian.fhir.wiring;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hulian.fhir.consent.SignedConsents;
import org.hulian.fhir.interaction.AfterWrite;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.WriteRule;
import org.hulian.fhir.recognition.decision.DecisionRecords;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.fhir.subscription.Subscriptions;

/**
 * Everything that has a say in writes beside access. What itself writes, such as the status of a subscription, is added
 * after it is made.
 */
@Singleton
class Hooks implements WriteRule, AfterWrite {
    private static final List<WriteRule> RULES = List.of(new DecisionRecords(), new SignedConsents());

    private final List<Subscriptions> all = new CopyOnWriteArrayList<>();

    void add(Subscriptions subscriptions) {
        all.add(subscriptions);
    }

    @Override
    public void check(Write write, RequestContext context) {
        RULES.forEach(rule -> rule.check(write, context));
        all.forEach(each -> each.check(write, context));
    }

    @Override
    public boolean asksWhatIsReplaced(Write write, RequestContext context) {
        return RULES.stream().anyMatch(rule -> rule.asksWhatIsReplaced(write, context));
    }

    @Override
    public void check(Write write, StoredResource replaced, RequestContext context) {
        RULES.forEach(rule -> rule.check(write, replaced, context));
    }

    @Override
    public void changed(List<Written> written) {
        all.forEach(each -> each.changed(written));
    }
}
