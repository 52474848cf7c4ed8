package org.hulian.launcher.postgres;

/** What a database's application role may do with the rows its owner's migrations make room for. */
public enum Rights {
    READ_WRITE("select, insert, update, delete"),
    /** For a log: what is written stays as it is. */
    APPEND_ONLY("select, insert");

    private final String onTables;

    Rights(String onTables) {
        this.onTables = onTables;
    }

    String onTables() {
        return onTables;
    }
}
