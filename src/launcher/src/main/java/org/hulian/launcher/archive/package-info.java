/**
 * Reading the archives the parts come in.
 * An entry that points outside of its target directory is refused.
 */
@NullMarked
package org.hulian.launcher.archive;

import org.jspecify.annotations.NullMarked;
