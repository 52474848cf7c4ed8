package org.hulian.fhir.plain;

import org.jspecify.annotations.Nullable;

/**
 * An element by one of its names in its parent: a choice has several.
 *
 * @param many   whether it stands in an array
 * @param choice of which element it is one type among several, or null
 */
record Member(Element element, boolean many, @Nullable String choice) {}
