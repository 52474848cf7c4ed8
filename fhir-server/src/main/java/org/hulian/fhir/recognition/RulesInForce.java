package org.hulian.fhir.recognition;

import java.time.Instant;

/** The rules of every time: each version takes effect at an instant and holds until the next does. */
@FunctionalInterface
public interface RulesInForce {
    /** The version in force at an instant. */
    RecognitionRules at(Instant at);
}
