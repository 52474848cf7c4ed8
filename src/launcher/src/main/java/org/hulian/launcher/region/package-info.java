/**
 * The region's own data as the launcher needs it: institutions and, in a demo region, the people who may log in.
 * A mistake in a file is reported with its line.
 */
@NullMarked
package org.hulian.launcher.region;

import org.jspecify.annotations.NullMarked;
