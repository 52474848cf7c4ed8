package org.hulian.fhir.resource;

import java.util.List;

/**
 * A body with its server-assigned id and meta in place.
 *
 * @param bytes JSON in UTF-8
 * @param marks in order of position, none inside another
 */
public record ComposedBody(byte[] bytes, List<Mark> marks) {}
