/** FHIR R4 transaction bundles as the community centres, the laboratory and the imaging centre send them. Every entry is a PUT with a stable id, so that sending twice changes nothing. */
@NullMarked
package org.hulian.demo.fhir;

import org.jspecify.annotations.NullMarked;
