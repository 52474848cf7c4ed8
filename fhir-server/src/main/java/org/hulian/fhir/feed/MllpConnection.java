package org.hulian.fhir.feed;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.hulian.fhir.feed.MllpFrames.Event;

/**
 * One connection: a message is answered before the next is looked at, and while it is, nothing is read from the socket.
 * Runs on the connection's event loop only.
 */
final class MllpConnection {
    private final NetSocket socket;
    private final Context context;
    private final FeedIntake intake;
    private final MllpLimits limits;
    private final Origin origin;
    private final MllpBudget budget;
    private final MllpFrames frames;
    private final Queue<Event> events = new ArrayDeque<>();
    private long held;
    private long lastByte;
    private long frameStart;
    private boolean answering;
    private boolean closing;

    MllpConnection(
            NetSocket socket, Context context, FeedIntake intake, MllpLimits limits, Origin origin, MllpBudget budget) {
        this.socket = socket;
        this.context = context;
        this.intake = intake;
        this.limits = limits;
        this.origin = origin;
        this.budget = budget;
        this.frames = new MllpFrames(limits.frame());
        this.lastByte = System.nanoTime();
    }

    /**
     * Starts reading.
     *
     * @param closed told when the connection is gone
     */
    void open(Runnable closed) {
        socket.handler(this::received);
        socket.endHandler(ended -> add(frames.end(FeedFault.NO_END)));
        socket.exceptionHandler(failure -> socket.close());
        socket.closeHandler(ignored -> {
            closing = true;
            budget.release(held);
            held = 0;
            closed.run();
        });
    }

    private void received(Buffer chunk) {
        boolean wasInside = frames.isInside();
        lastByte = System.nanoTime();
        List<Event> read = frames.read(chunk.getBytes());
        if (frames.isInside() && (!wasInside || !read.isEmpty())) {
            frameStart = lastByte;
        }
        add(read);
        account();
    }

    /** Called about once a second: silence is closed, a message that trickles in is answered and closed. */
    void tick() {
        if (closing || answering) {
            return;
        }
        long now = System.nanoTime();
        if (frames.isInside()) {
            Duration taken = Duration.ofNanos(now - frameStart);
            long allowed = limits.grace().toMillis() + 1000L * frames.pending() / limits.bytesPerSecond();
            if (taken.toMillis() > allowed) {
                add(frames.end(FeedFault.TOO_SLOW));
            }
        } else if (Duration.ofNanos(now - lastByte).compareTo(limits.idle()) > 0) {
            closing = true;
            socket.close();
        }
    }

    private void account() {
        long now = frames.pending()
                + events.stream().mapToLong(MllpConnection::size).sum();
        boolean within = budget.exchange(held, now);
        held = now;
        if (!within && !closing) {
            // What is dropped here was not acknowledged: its sender sends it again.
            events.clear();
            List<Event> busy = frames.end(FeedFault.BUSY);
            if (busy.isEmpty()) {
                closing = true;
                socket.close();
            }
            add(busy);
        }
    }

    private void add(List<Event> more) {
        events.addAll(more);
        next();
    }

    private void next() {
        Event event = answering || closing ? null : events.poll();
        if (event == null) {
            return;
        }
        answering = true;
        socket.pause();
        switch (event) {
            case Event.Frame frame ->
                intake.receive(frame.message(), origin)
                        .subscribe()
                        .with(reply -> answer(reply, false), failure -> socket.close());
            case Event.Broken broken ->
                intake.broken(broken.kept(), origin, broken.fault())
                        .subscribe()
                        .with(reply -> answer(reply, true), failure -> socket.close());
        }
    }

    private void answer(Reply reply, boolean last) {
        context.runOnContext(ignored -> {
            answering = false;
            if (closing) {
                return;
            }
            Buffer framed = Buffer.buffer(reply.acknowledgement().length + 3)
                    .appendByte(MllpFrames.START)
                    .appendBytes(reply.acknowledgement())
                    .appendByte(MllpFrames.END)
                    .appendByte(MllpFrames.RETURN);
            closing = last;
            socket.write(framed).onComplete(written -> {
                if (last) {
                    socket.close();
                }
            });
            lastByte = System.nanoTime();
            if (!last) {
                socket.resume();
                account();
                next();
            }
        });
    }

    private static long size(Event event) {
        return switch (event) {
            case Event.Frame frame -> frame.message().length;
            case Event.Broken broken -> broken.kept().length;
        };
    }
}
