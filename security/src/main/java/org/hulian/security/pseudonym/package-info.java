/**
 * Maps a patient's key to the pseudonym the clinical store knows, and back.
 * One block of a block cipher is a permutation of 128-bit values: nothing needs to be stored.
 */
@NullMarked
package org.hulian.security.pseudonym;

import org.jspecify.annotations.NullMarked;
