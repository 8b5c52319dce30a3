package io.graphbus.server.event.stream;

import io.graphbus.server.event.EventFilter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener of the stream: writes what it has missed, then what comes into the ring, as far as
 * its connection takes it without waiting. Whoever has news for it calls {@link #wake}; at most one
 * thread at a time writes.
 */
final class StreamClient {

    private static final Logger log = LoggerFactory.getLogger(StreamClient.class);

    private final EventFilter filter;
    private final Format format;
    private final Ring ring;
    private final FrameWriter writer;
    private final Executor threads;
    private final Consumer<StreamClient> gone;

    private final AtomicInteger wakes = new AtomicInteger();
    private final Queue<byte[]> notices = new ArrayDeque<>();
    private final Queue<Frame> missed = new ArrayDeque<>();
    private final Set<String> sent = new HashSet<>();
    private volatile @Nullable Sink sink;
    private volatile byte @Nullable [] farewell;
    private volatile long leaving;
    private volatile boolean beat;
    private volatile boolean written;
    private volatile boolean ended;
    private volatile boolean hurried;
    private volatile long place;
    private boolean saidFarewell;
    private boolean unsent;

    /**
     * A client that hears everything from now on.
     *
     * @param threads write for it
     * @param gone told when it has left
     */
    StreamClient(
            Wish wish,
            Ring ring,
            FrameWriter writer,
            Executor threads,
            Consumer<StreamClient> gone) {
        this.filter = wish.filter();
        this.format = wish.format();
        this.ring = ring;
        this.writer = writer;
        this.threads = threads;
        this.gone = gone;
        this.place = ring.end();
    }

    /** What a client wants to hear, and how. */
    record Wish(EventFilter filter, Format format) {}

    /** Says what comes first; before {@link #open}. */
    void begin(Replay replay) {
        notices.add(FrameWriter.BEGINNING);
        if (replay.notice() != null) {
            notices.add(replay.notice());
        }
        for (Frame frame : replay.missed()) {
            sent.add(frame.id());
            if (frame.wantedBy(filter)) {
                missed.add(frame);
            }
        }
    }

    /** Writes from now on; called by the container whenever the connection takes bytes. */
    void open(Sink connection) {
        if (ended) {
            return;
        }
        sink = connection;
        if (wakes.getAndIncrement() == 0) {
            run();
        }
    }

    /** There may be something to write. */
    void wake() {
        if (sink != null && wakes.getAndIncrement() == 0) {
            threads.execute(this::run);
        }
    }

    /** How many events it has not looked at. */
    long behind() {
        return ring.end() - place;
    }

    /** Of the next event that it looks at. */
    long place() {
        return place;
    }

    /** Writes a comment if nothing was written since the last time. */
    void beat() {
        beat = !written;
        written = false;
        if (beat) {
            wake();
        }
    }

    /** Has a last notice sent before it ends; says whether there was none before. */
    boolean leave(byte[] lastNotice, long now) {
        if (farewell != null) {
            return false;
        }
        leaving = now;
        farewell = lastNotice;
        wake();
        return true;
    }

    /** Ends it when its last notice is not taken in time. */
    void hurry(long now, long patience) {
        if (farewell != null && now - leaving >= patience) {
            hurried = true;
            wake();
        }
    }

    /** The connection is gone. */
    void end() {
        ended = true;
        wake();
    }

    private void run() {
        int seen = wakes.get();
        while (seen != 0) {
            write();
            seen = wakes.addAndGet(-seen);
        }
    }

    private void write() {
        Sink connection = sink;
        if (connection == null) {
            return;
        }
        try {
            if (ended || hurried || writeAll(connection)) {
                close(connection);
            }
        } catch (IOException e) { // it has hung up, as clients do
            close(connection);
        } catch (RuntimeException e) { // where its thread ends: nobody else would ever end it
            log.warn("A client of the event stream is disconnected: it cannot be written to", e);
            close(connection);
        }
    }

    private void close(Sink connection) {
        ended = true;
        sink = null;
        missed.clear();
        sent.clear();
        connection.close();
        gone.accept(this);
    }

    /** Writes what there is while it is taken; says whether that was the last. */
    private boolean writeAll(Sink connection) throws IOException {
        while (connection.isReady()) {
            byte[] next = next();
            if (next != null) {
                connection.write(next);
                unsent = true;
                written = true;
            } else if (unsent) {
                connection.flush();
                unsent = false;
            } else {
                return saidFarewell;
            }
        }
        return false;
    }

    private byte @Nullable [] next() {
        byte[] last = farewell;
        if (last != null) {
            byte[] once = saidFarewell ? null : last;
            saidFarewell = true;
            return once;
        }
        if (!notices.isEmpty()) {
            return notices.remove();
        }
        if (!missed.isEmpty()) {
            return missed.remove().bytes(format, writer);
        }
        byte[] live = live();
        if (live == null && beat) {
            beat = false;
            sent.clear();
            return FrameWriter.HEARTBEAT;
        }
        return live;
    }

    private byte @Nullable [] live() {
        try {
            for (Frame frame = ring.at(place); frame != null; frame = ring.at(place)) {
                place++;
                if (frame.wantedBy(filter) && !sent.remove(frame.id())) {
                    return frame.bytes(format, writer);
                }
            }
            return null;
        } catch (Ring.Overtaken e) {
            return null;
        }
    }
}
