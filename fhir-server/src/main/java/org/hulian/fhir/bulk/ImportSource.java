package org.hulian.fhir.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What is to be imported.
 *
 * @param name  of the posted text, or of the file staged on the hub
 * @param type  resource type of all lines, or null
 * @param lines NDJSON as posted; null for a staged file
 */
public record ImportSource(String name, @Nullable String type, byte @Nullable [] lines) {}
