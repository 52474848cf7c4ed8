/**
 * The specification as a table of requests and answers, asked of a whole hub.
 * The rows stand in {@code src/test/resources/conformance}, one file for each page of the specification.
 */
@NullMarked
package org.hulian.fhir.conformance;

import org.jspecify.annotations.NullMarked;
