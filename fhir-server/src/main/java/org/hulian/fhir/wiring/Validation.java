package org.hulian.fhir.wiring;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Definitions;
import org.hulian.fhir.interaction.WriteChecks;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.region.ValidationRules;
import org.hulian.fhir.region.ValidationRulesFile;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.validate.ResourceValidator;

/** The validator, and what the region demands of writes. */
class Validation {
    private final HulianConfig config;

    Validation(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ValidationRules rules(Institutions institutions) {
        return ValidationRulesFile.read(config.region().resolve("validation.yaml"), institutions);
    }

    @Produces
    @Singleton
    ResourceValidator validator(FhirContext fhir, ResourceStore store, SearchParser parser, Access access) {
        LimitsConfig limits = config.limits();
        return new ResourceValidator(
                fhir,
                new Definitions(store, parser, access),
                limits.validationThreads(),
                limits.validationQueue(),
                limits.validationBytes());
    }

    void end(@Disposes ResourceValidator validator) {
        validator.close();
    }

    @Produces
    @Singleton
    WriteChecks checks(ValidationRules rules, ResourceValidator validator, Hooks hooks) {
        return new WriteChecks(rules, validator, hooks);
    }
}
