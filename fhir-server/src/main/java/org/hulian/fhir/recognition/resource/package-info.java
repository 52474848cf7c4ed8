/**
 * What recognition reads of FHIR resources: orders, results, specimens, studies, as plain JSON.
 * Nothing here knows where the resources come from: the store, a request or a file.
 */
@NullMarked
package org.hulian.fhir.recognition.resource;

import org.jspecify.annotations.NullMarked;
