package org.hulian.fhir.interaction;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hulian.fhir.resource.ResourceBody;

/** A body that may be stored, and its model as far as rules about its content need one. */
record CheckedBody(ResourceBody body, IBaseResource model) {}
