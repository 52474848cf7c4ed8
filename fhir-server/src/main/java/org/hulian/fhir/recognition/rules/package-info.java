/**
 * The rules as data: the catalogue of items and the region's certificates, places, overrides and panels become one version of rules.
 * The checker names file and line of everything that is wrong; comparability is asked of the terminology module.
 */
@NullMarked
package org.hulian.fhir.recognition.rules;

import org.jspecify.annotations.NullMarked;
