/**
 * Where every element came from and what became of every populated field.
 * The report of a dry run is written here.
 */
@NullMarked
package org.hulian.mappers.trace;

import org.jspecify.annotations.NullMarked;
