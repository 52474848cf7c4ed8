/**
 * Recognition over files, without a server: what {@code ./hub recognise} starts.
 * Consent and the person index are not in the files: use is taken as permitted, identity follows from the references.
 */
@NullMarked
package org.hulian.fhir.recognition.dryrun;

import org.jspecify.annotations.NullMarked;
