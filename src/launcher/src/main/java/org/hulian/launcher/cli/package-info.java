/**
 * The commands of {@code ./hub}, one class each: parse, call, print.
 * Exit code 0 is done, 1 failed, 2 wrong usage; a failure says in one sentence what to do.
 */
@NullMarked
package org.hulian.launcher.cli;

import org.jspecify.annotations.NullMarked;
