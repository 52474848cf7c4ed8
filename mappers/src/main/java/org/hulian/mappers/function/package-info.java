/**
 * The closed set of named functions a mapping row may call with the word with.
 * Each takes a place in the message and gives JSON, or nothing.
 */
@NullMarked
package org.hulian.mappers.function;

import org.jspecify.annotations.NullMarked;
