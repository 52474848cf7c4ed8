/** Drives requests at a server and records how long each took. One event loop, so that the client costs little of the machine it shares. */
@NullMarked
package org.hulian.bench.load;

import org.jspecify.annotations.NullMarked;
