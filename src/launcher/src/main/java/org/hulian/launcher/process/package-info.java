/**
 * Operating-system processes: short commands, long-running parts with their pid files, ports.
 * A part outlives the launcher that started it and is found again by its pid file, also after a kill -9.
 */
@NullMarked
package org.hulian.launcher.process;

import org.jspecify.annotations.NullMarked;
