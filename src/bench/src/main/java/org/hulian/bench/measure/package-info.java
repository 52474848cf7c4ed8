/** CPU time of processes from /proc, and latencies. Everything is read, nothing is guessed: what cannot be read is reported as absent. */
@NullMarked
package org.hulian.bench.measure;

import org.jspecify.annotations.NullMarked;
