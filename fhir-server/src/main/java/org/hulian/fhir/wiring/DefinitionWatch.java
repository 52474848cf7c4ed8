package org.hulian.fhir.wiring;

import java.util.List;
import org.hulian.fhir.interaction.AfterWrite;
import org.hulian.fhir.interaction.Definitions;
import org.hulian.fhir.store.Written;
import org.hulian.fhir.validate.ResourceValidator;

/** Lets an uploaded profile count from its answer on. */
record DefinitionWatch(ResourceValidator validator) implements AfterWrite {
    @Override
    public void changed(List<Written> written) {
        if (written.stream().anyMatch(each -> Definitions.concerns(each.key().type()))) {
            validator.definitionsChanged();
        }
    }
}
