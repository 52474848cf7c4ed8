/**
 * Mapping definitions as data: YAML read with file and line, checked against the FHIR R4 element table.
 * What a definition may say is closed; a word that is not known is an error when it is loaded.
 */
@NullMarked
package org.hulian.mappers.definition;

import org.jspecify.annotations.NullMarked;
