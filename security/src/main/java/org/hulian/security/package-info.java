/** Placeholder. */
@NullMarked
package org.hulian.security;

import org.jspecify.annotations.NullMarked;
