package org.hulian.fhir.interaction;

import org.hulian.fhir.resource.ResourceBody;

/** A body that may be stored. */
record CheckedBody(ResourceBody body) {}
