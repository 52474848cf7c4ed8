/** Placeholder. */
@NullMarked
package org.hulian.terminology;

import org.jspecify.annotations.NullMarked;
