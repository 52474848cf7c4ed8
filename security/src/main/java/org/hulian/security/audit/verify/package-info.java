/**
 * Checks an exported audit log offline with nothing but a public key.
 * Shares no code with the writer, so one mistake cannot hide in both.
 */
@NullMarked
package org.hulian.security.audit.verify;

import org.jspecify.annotations.NullMarked;
