package org.hulian.testkit;

import org.hulian.launcher.postgres.Database;

/**
 * The three databases of one hub, empty: what the hub's migrations start from.
 *
 * @param registry who
 * @param clinical what
 * @param audit    who looked; its application role may only add and read
 */
public record TestDatabases(Database registry, Database clinical, Database audit) {}
