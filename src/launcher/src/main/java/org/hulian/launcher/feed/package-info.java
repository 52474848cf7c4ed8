/**
 * The running hub as its clients see it: sending messages and fetching the audit export.
 * Nothing here looks into what is sent.
 */
@NullMarked
package org.hulian.launcher.feed;

import org.jspecify.annotations.NullMarked;
