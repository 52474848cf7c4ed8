/**
 * What can be wrong with a machine before or while the hub runs on it.
 * Every finding that is not good says what to do.
 */
@NullMarked
package org.hulian.launcher.doctor;

import org.jspecify.annotations.NullMarked;
