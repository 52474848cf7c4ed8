/** Regions of any size as NDJSON for {@code ./hub import}. Written as they are made: memory does not grow with the number of resources. */
@NullMarked
package org.hulian.demo.bulk;

import org.jspecify.annotations.NullMarked;
