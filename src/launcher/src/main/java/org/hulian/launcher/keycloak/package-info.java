/**
 * Keycloak from its published distribution: unpacked and built once, its realm made from the template and the region.
 * Listens on the loopback address only and keeps its data in the home.
 */
@NullMarked
package org.hulian.launcher.keycloak;

import org.jspecify.annotations.NullMarked;
