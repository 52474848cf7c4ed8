/**
 * Orders of the second year, which the hub is asked about before anything is measured again, and what doctors do with its
 * answers. The verdicts are the hub's; only the doctors' habits are drawn.
 */
@org.jspecify.annotations.NullMarked
package org.hulian.demo.ordering;
