package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How decisions on senders' codes come into force. Settings {@code hulian.mapping}. */
public interface MappingConfig {
    /** How often decisions of other nodes and dates that came are looked for. */
    @WithDefault("2s")
    Duration sweep();

    /** Messages put back into a sender's queue at a time. */
    @WithDefault("200")
    int requeueBatch();

    /** Messages looked at for the evidence of one code. */
    @WithDefault("5")
    int samples();

    /** Whether the hub takes over what is above the calibrated threshold. */
    @WithDefault("true")
    boolean autoAccept();

    /** Records with the code there must be before that. */
    @WithDefault("20")
    int autoAcceptFrom();
}
