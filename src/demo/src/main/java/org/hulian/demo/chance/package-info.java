/** Seeded draws and stable identifiers, the same on every machine. Nothing here reads a clock or the platform's randomness. */
@NullMarked
package org.hulian.demo.chance;

import org.jspecify.annotations.NullMarked;
