/**
 * Topic-based subscriptions: changes become numbered events of those who may see them, and are delivered at least once.
 * The Subscription resource says what is wanted; a few rows beside it say how far it is.
 */
@NullMarked
package org.hulian.fhir.subscription;

import org.jspecify.annotations.NullMarked;
