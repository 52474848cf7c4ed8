package org.hulian.launcher.feed;

import java.io.Closeable;

/** One way into a hub's feed. */
public interface MessageSender extends Closeable {
    /** Sends one message and waits for the answer. */
    Answer send(byte[] message, MessageKind kind);
}
