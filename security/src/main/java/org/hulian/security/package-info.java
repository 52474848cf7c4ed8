/**
 * Decides who may see what and proves who saw it, as pure functions over data.
 * Nothing here knows a network, a database or a web framework.
 */
@NullMarked
package org.hulian.security;

import org.jspecify.annotations.NullMarked;
