/**
 * The figures of mutual recognition beside a recount of the orders and decisions themselves, which asks neither the
 * engine nor the hub's counters.
 */
@org.jspecify.annotations.NullMarked
package org.hulian.launcher.figures;
