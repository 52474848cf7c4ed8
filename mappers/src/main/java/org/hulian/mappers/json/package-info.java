/**
 * A small JSON tree that keeps decimals as they were sent, and writes itself as UTF-8.
 * Only mapping output is built with it; nothing is parsed here.
 */
@NullMarked
package org.hulian.mappers.json;

import org.jspecify.annotations.NullMarked;
