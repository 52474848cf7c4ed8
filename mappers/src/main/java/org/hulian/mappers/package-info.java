/** Placeholder. */
@NullMarked
package org.hulian.mappers;

import org.jspecify.annotations.NullMarked;
