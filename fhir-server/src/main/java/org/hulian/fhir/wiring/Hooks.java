package org.hulian.fhir.wiring;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hulian.fhir.interaction.AfterWrite;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.WriteRule;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.fhir.subscription.Subscriptions;

/** Lets what itself writes, such as the status of a subscription, have a say in writes: it is added after it is made. */
@Singleton
class Hooks implements WriteRule, AfterWrite {
    private final List<Subscriptions> all = new CopyOnWriteArrayList<>();

    void add(Subscriptions subscriptions) {
        all.add(subscriptions);
    }

    @Override
    public void check(Write write, RequestContext context) {
        all.forEach(each -> each.check(write, context));
    }

    @Override
    public void changed(List<Written> written) {
        all.forEach(each -> each.changed(written));
    }
}
