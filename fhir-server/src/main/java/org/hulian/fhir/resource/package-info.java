/**
 * What a FHIR resource is to the hub: its type, its id, its key, its version and its body as bytes.
 * Pure values; nothing here waits for a network or a database.
 */
@NullMarked
package org.hulian.fhir.resource;

import org.jspecify.annotations.NullMarked;
