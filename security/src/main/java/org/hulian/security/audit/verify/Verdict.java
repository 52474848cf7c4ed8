package org.hulian.security.audit.verify;

/** What verification of an export found. */
public sealed interface Verdict {

    /** Every entry is as it was written, in its place, and vouched for by a signature. */
    record Intact(int logs, long entries, int checkpoints) implements Verdict {}

    /**
     * Something is not as it was written.
     *
     * @param log number of the log, 0 when no log can be named
     * @param seq the first entry that fails, 0 when none can be named
     * @param detail one sentence, without content of the entry
     */
    record Tampered(Kind kind, int log, long seq, String detail) implements Verdict {}

    /** What was done to the export. */
    enum Kind {
        /** An entry is not what was hashed. */
        EDITED,
        /** An entry that must be there is not. */
        DELETED,
        /** An entry that nothing after it knows. */
        INSERTED,
        /** Entries are in another order. */
        REORDERED,
        /** The log ends before its last signed checkpoint or the manifest says it does. */
        TRUNCATED,
        /** The chain is whole but is not the one that was signed: hashes were computed again. */
        REWRITTEN,
        /** A checkpoint or the manifest is not signed by the given key. */
        BAD_SIGNATURE,
        /** A file of the export is missing or not in its format. */
        UNREADABLE
    }
}
