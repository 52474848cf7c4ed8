package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the terminology service may cost, and how its answers are audited. Settings {@code hulian.terminology}. */
public interface TerminologyConfig {
    /** Folder of imported code systems, filled by {@code ./hub codes import}. */
    Optional<Path> folder();

    /** One audit entry stands for a caller's answers of one operation in this time. */
    @WithDefault("PT10M")
    Duration auditWindow();

    /** Codes in one answer of $expand. */
    @WithDefault("1000")
    int codes();

    /** Codings in one $batch-validate-code. */
    @WithDefault("500")
    int validations();

    /** Resources a request may bring along. */
    @WithDefault("50")
    int resources();

    /** Value sets whose contents are kept in memory. */
    @WithDefault("256")
    int remembered();

    /** Closure tables of all callers. */
    @WithDefault("500")
    int closures();

    /** Concepts of one closure table. */
    @WithDefault("2000")
    int closureConcepts();
}
