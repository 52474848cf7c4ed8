package org.hulian.bench.scenario;

import java.util.List;

/** The scenarios over HTTP, in the order they are run. */
public final class Scenarios {
    public static final List<Scenario> ALL = List.of(
            new ReadScenario(),
            new SearchScenario(),
            new CreateScenario(),
            new BundleScenario(),
            new RecognizeScenario(false),
            new RecognizeScenario(true),
            TerminologyScenario.lookup(),
            TerminologyScenario.validateCode(),
            TerminologyScenario.expand());

    private Scenarios() {}
}
