package org.hulian.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test the one installation of this run: started for the first that asks, stopped after the last. */
final class RunningHub implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Hub.class;
    }

    @Override
    public Hub resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningHub.class))
                .computeIfAbsent("hub", key -> started(), Hub.class);
    }

    private static Hub started() {
        Hub hub = new Hub();
        hub.removeLeftovers();
        hub.start();
        hub.loadResidents();
        return hub;
    }
}
