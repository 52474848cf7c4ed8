/**
 * Bodies that are plainly in order: elements and values as HAPI's model has them, seen without building the model.
 * Where this package is not sure it says so, and HAPI's parser decides.
 */
@NullMarked
package org.hulian.fhir.plain;

import org.jspecify.annotations.NullMarked;
