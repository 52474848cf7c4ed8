/** Tests of the console's server side: sessions over a real database, pages and refusals of a running hub. */
@NullMarked
package org.hulian.fhir.console;

import org.jspecify.annotations.NullMarked;
