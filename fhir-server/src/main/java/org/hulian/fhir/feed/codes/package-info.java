/**
 * What people decide of senders' own codes and units: proposed, reviewed by a second person, in force from a date,
 * retired. The feed maps by it at once, and messages it changes are processed again.
 */
@NullMarked
package org.hulian.fhir.feed.codes;

import org.jspecify.annotations.NullMarked;
