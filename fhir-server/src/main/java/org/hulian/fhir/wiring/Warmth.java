package org.hulian.fhir.wiring;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.hulian.fhir.interaction.ModelCheck;
import org.hulian.fhir.region.ValidationRules;
import org.hulian.fhir.rest.Rendering;
import org.hulian.fhir.validate.ResourceValidator;
import org.jboss.logging.Logger;

/**
 * HAPI looks at its model classes at the first use of each: seconds that no caller should wait for. They are spent on a
 * thread of its own while the rest of the hub starts.
 */
@Singleton
class Warmth {
    private static final Logger LOG = Logger.getLogger(Warmth.class);

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"w","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00Z"},\
            "identifier":[{"system":"urn:w","value":"w"}],"name":[{"family":"w","given":["w"]}],"gender":"female",\
            "birthDate":"2026-01-01","managingOrganization":{"reference":"Organization/w"}}""";

    private static final String OBSERVATION = """
            {"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"w"}]}],\
            "code":{"coding":[{"system":"urn:w","code":"w"}]},"subject":{"reference":"Patient/w"},\
            "effectiveDateTime":"2026-01-01","valueQuantity":{"value":1.50,"unit":"w"},\
            "referenceRange":[{"low":{"value":1}}]}""";

    private final ModelCheck models;
    private final Rendering rendering;
    private final ValidationRules rules;
    private final ResourceValidator validator;
    private final CountDownLatch done = new CountDownLatch(1);

    Warmth(ModelCheck models, Rendering rendering, ValidationRules rules, ResourceValidator validator) {
        this.models = models;
        this.rendering = rendering;
        this.rules = rules;
        this.validator = validator;
    }

    void begin() {
        Thread.ofPlatform().name("warm-up").daemon().start(this::warm);
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    private void warm() {
        try {
            models.warm("Patient", PATIENT);
            models.warm("Observation", OBSERVATION);
            rendering.warm(PATIENT);
            if (rules.needsValidator()) {
                validator.warm(OBSERVATION.getBytes(StandardCharsets.UTF_8));
            }
        } catch (RuntimeException e) {
            LOG.error("warm-up failed", e);
        } finally {
            done.countDown();
        }
    }
}
