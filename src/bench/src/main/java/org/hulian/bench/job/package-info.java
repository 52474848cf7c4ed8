/** Work that is one long job instead of many requests: bulk import and export, and what is on disk afterwards. */
@NullMarked
package org.hulian.bench.job;

import org.jspecify.annotations.NullMarked;
