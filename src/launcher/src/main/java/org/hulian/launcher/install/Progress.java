package org.hulian.launcher.install;

/** Told what is going on, so that nobody waits before a silent terminal. */
public interface Progress {
    void begin(String part);

    void done(String part);
}
