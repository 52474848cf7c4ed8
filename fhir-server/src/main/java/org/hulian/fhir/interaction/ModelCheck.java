package org.hulian.fhir.interaction;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * Reads a body into HAPI's model once, strictly: every element must be known and every value readable. The model is
 * thrown away; the bytes are what is stored.
 */
public final class ModelCheck {
    /** Bodies up to this size are read where they are; larger ones would hold up other requests. */
    static final int SMALL = 16 * 1024;

    private final FhirContext fhir;

    /** Uses a context, which is expensive to fill: see {@link #warm}. */
    public ModelCheck(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** The model of a body that is in order; otherwise a failure with every problem found. */
    IBaseResource check(byte[] json) {
        ParseProblems problems = new ParseProblems();
        try {
            IBaseResource model = fhir.newJsonParser()
                    .setParserErrorHandler(problems)
                    .parseResource(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
            if (problems.found().isEmpty()) {
                return model;
            }
        } catch (DataFormatException unreadable) {
            problems.unreadable();
        }
        throw new FailureException(new Failure.Invalid(List.copyOf(problems.found())));
    }

    /** Reads and writes an example, so that the first caller does not wait for HAPI to look at its classes. */
    public void warm(String example) {
        check(example.getBytes(StandardCharsets.UTF_8));
    }
}
