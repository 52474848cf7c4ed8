/**
 * Recognition for orders that come over the feed: the verdicts go into the response and into the record.
 * The feed knows only its own port for this; nothing here reads messages or the store.
 */
@NullMarked
package org.hulian.fhir.recognition.message;

import org.jspecify.annotations.NullMarked;
