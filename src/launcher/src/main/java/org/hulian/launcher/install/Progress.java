package org.hulian.launcher.install;

/** Told what is going on, so that nobody waits before a silent terminal. */
public interface Progress {
    void begin(String part);

    /** Something that takes longer than usual, and why. */
    void note(String part, String why);

    void done(String part);
}
