/** JMH benchmarks of hot pieces, built by the profile {@code jmh} only. See the README of this module. */
@NullMarked
package org.hulian.bench.jmh;

import org.jspecify.annotations.NullMarked;
