package org.hulian.bench.scenario;

import java.util.List;
import java.util.stream.Stream;

/** The scenarios over HTTP, in the order they are run. */
public final class Scenarios {
    /** Stands for all search families. */
    public static final String FAMILIES = "families";

    public static final List<Scenario> ALL = Stream.of(
                    Queries.READS,
                    Queries.FAMILIES,
                    List.of(
                            new CreateScenario(),
                            new UpdateScenario(),
                            BundleScenario.ofResidents(),
                            BundleScenario.of(100),
                            BundleScenario.of(500),
                            LargeRecordScenario.page(),
                            LargeRecordScenario.recognize(),
                            LargeRecordScenario.hook(),
                            TerminologyScenario.lookup(),
                            TerminologyScenario.validateCode(),
                            TerminologyScenario.expand()))
            .flatMap(List::stream)
            .toList();

    /** Those that ask a hub with a release imported; only when named. */
    public static final List<Scenario> OF_RELEASES = Stream.of(ReleaseScenario.LOINC, ReleaseScenario.SNOMED)
            .flatMap(List::stream)
            .toList();

    private Scenarios() {}

    /** Whether a name, or a group of them, asks for a scenario. */
    public static boolean asks(String name, Scenario scenario) {
        return name.equals(scenario.name()) || (name.equals(FAMILIES) && Queries.FAMILIES.contains(scenario));
    }
}
