/**
 * Seals content under versioned keys and keeps those keys in one file only its owner can read.
 * Every primitive comes from the JDK or BouncyCastle.
 */
@NullMarked
package org.hulian.security.crypto;

import org.jspecify.annotations.NullMarked;
