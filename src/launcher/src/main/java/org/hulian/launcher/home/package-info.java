/**
 * The home directory of an installation: its layout, its random passwords and the versions it was made with.
 * Everything in it is readable by its owner only.
 */
@NullMarked
package org.hulian.launcher.home;

import org.jspecify.annotations.NullMarked;
