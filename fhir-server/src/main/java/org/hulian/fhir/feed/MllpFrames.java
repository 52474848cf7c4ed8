package org.hulian.fhir.feed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a byte stream into MLLP frames: {@code 0x0B message 0x1C 0x0D}. Only the pair 0x1C 0x0D ends a frame; either byte
 * alone, and a second 0x0B, are part of the message.
 *
 * @see <a href="https://www.hl7.org/documentcenter/public/wg/inm/mllp_transport_specification.PDF">MLLP Release 1</a>
 */
final class MllpFrames {
    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte RETURN = 0x0D;

    /** What the stream held. After a Broken nothing more is read. */
    sealed interface Event {
        record Frame(byte[] message) implements Event {}

        /**
         * Bytes that are no message.
         *
         * @param kept what was received, cut at the limit
         */
        record Broken(FeedFault fault, byte[] kept) implements Event {}
    }

    private enum State {
        BETWEEN,
        INSIDE,
        UNFRAMED,
        BROKEN
    }

    private final int limit;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private State state = State.BETWEEN;
    private boolean endSeen;

    MllpFrames(int limit) {
        this.limit = limit;
    }

    /** Bytes held for a frame that is not complete. */
    int pending() {
        return pending.size();
    }

    /** Whether something has begun that has not ended. */
    boolean isInside() {
        return state == State.INSIDE || state == State.UNFRAMED;
    }

    List<Event> read(byte[] chunk) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < chunk.length && state != State.BROKEN; i++) {
            accept(chunk[i], events);
        }
        return events;
    }

    /** The stream ends, or waiting for it does: what is incomplete is broken. */
    List<Event> end(FeedFault fault) {
        return isInside() ? List.of(broken(state == State.UNFRAMED ? FeedFault.NO_START : fault)) : List.of();
    }

    private void accept(byte b, List<Event> events) {
        if (state == State.BETWEEN) {
            if (b == START) {
                state = State.INSIDE;
                return;
            }
            if (b == RETURN || b == '\n') {
                return;
            }
            state = State.UNFRAMED;
        }
        if (endSeen && b == RETURN) {
            events.add(complete());
            return;
        }
        if (endSeen) {
            pending.write(END);
        }
        endSeen = b == END;
        if (!endSeen) {
            pending.write(b);
        }
        if (pending.size() > limit) {
            events.add(broken(FeedFault.TOO_LONG));
        }
    }

    private Event complete() {
        if (state == State.UNFRAMED) {
            return broken(FeedFault.NO_START);
        }
        Event frame = new Event.Frame(pending.toByteArray());
        pending.reset();
        endSeen = false;
        state = State.BETWEEN;
        return frame;
    }

    private Event broken(FeedFault fault) {
        state = State.BROKEN;
        byte[] kept = pending.toByteArray();
        pending.reset();
        return new Event.Broken(fault, kept);
    }
}
