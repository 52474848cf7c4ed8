/** Residents and the different ways their institutions wrote them down. All identifiers lie in ranges that no authority issues. */
@NullMarked
package org.hulian.demo.resident;

import org.jspecify.annotations.NullMarked;
