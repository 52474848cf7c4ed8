package org.hulian.fhir.interaction;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.plain.PlainBodies;
import org.hulian.fhir.plain.ValueForms;
import org.hulian.fhir.resource.ResourceBody;

/**
 * Holds a body to HAPI's model, strictly: every element must be known and every value readable. What is plainly in order
 * is seen without building the model; otherwise it is built, and thrown away: the bytes are what is stored.
 */
public final class ModelCheck {
    /** Bodies up to this size are read where they are; larger ones would hold up other requests. */
    static final int SMALL = 16 * 1024;

    private final FhirContext fhir;
    private final PlainBodies plain;
    private final ValueForms values;

    /** Uses a context, which is expensive to fill: see {@link #warm}. */
    public ModelCheck(FhirContext fhir) {
        this.fhir = fhir;
        this.plain = new PlainBodies(fhir);
        this.values = new ValueForms(fhir);
    }

    /** Whether a body is in order as far as can be told without its model, and says nothing of owners, labels or tags. */
    boolean isPlain(ResourceBody body) {
        return plain.isPlain(body.type(), body.bytes());
    }

    /** The model of a body that is in order; otherwise a failure with every problem found. */
    IBaseResource check(byte[] json) {
        ParseProblems problems = new ParseProblems();
        try {
            IBaseResource model = fhir.newJsonParser()
                    .setParserErrorHandler(problems)
                    .parseResource(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
            values.of(json).forEach(problems::misfit);
            if (problems.found().isEmpty()) {
                return model;
            }
        } catch (RuntimeException unreadable) {
            // HAPI says DataFormatException of some bodies and stumbles over others of a wrong shape.
            values.of(json).forEach(problems::misfit);
            problems.unreadable();
        }
        throw new FailureException(new Failure.Invalid(List.copyOf(problems.found())));
    }

    /** Reads an example of a type, so that the first caller does not wait for HAPI to look at its classes. */
    public void warm(String type, String example) {
        byte[] json = example.getBytes(StandardCharsets.UTF_8);
        plain.isPlain(type, json);
        check(json);
    }
}
