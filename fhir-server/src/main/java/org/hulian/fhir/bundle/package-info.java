/**
 * Bundles as bytes: a sent one is cut into its entries, an answer is put together from stored bodies.
 * No model in between.
 */
@NullMarked
package org.hulian.fhir.bundle;

import org.jspecify.annotations.NullMarked;
