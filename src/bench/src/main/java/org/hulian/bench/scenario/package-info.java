/** What is asked of a server. Ids are found on the server itself, so that any FHIR base can be measured. */
@NullMarked
package org.hulian.bench.scenario;

import org.jspecify.annotations.NullMarked;
