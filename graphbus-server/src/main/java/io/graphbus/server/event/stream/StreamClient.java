package io.graphbus.server.event.stream;

import io.graphbus.server.event.EventFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One listener of the stream. Publishers offer frames and never wait; the thread of the client's
 * request writes them. A client whose queue is full is told so and dropped.
 */
final class StreamClient {

    private static final String RECONNECT = "retry: 2000\n\n";
    private static final String HEARTBEAT = ": heartbeat\n\n";
    private static final String DROPPED =
            "event: dropped\ndata: {\"reason\":\"This client reads too slowly.\"}\n\n";

    private enum State {
        LISTENING,
        TOO_SLOW,
        CLOSED
    }

    private final EventFilter filter;
    private final BlockingQueue<Frame> waiting;
    private volatile State state = State.LISTENING;
    private volatile @Nullable Thread writer;

    StreamClient(EventFilter filter, int buffer) {
        this.filter = filter;
        this.waiting = new ArrayBlockingQueue<>(buffer);
    }

    /** Queues a frame if the client wants it; called by publishers. */
    void offer(Frame frame) {
        if (state == State.LISTENING && frame.wantedBy(filter) && !waiting.offer(frame)) {
            state = State.TOO_SLOW;
            waiting.clear();
        }
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    /** Ends {@link #write} soon. */
    void close() {
        state = State.CLOSED;
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * Writes what has been missed, then what happens, until the client leaves or is closed.
     *
     * @param missed oldest first
     */
    void write(OutputStream out, List<Frame> missed, Duration heartbeat, JsonMapper json)
            throws IOException, InterruptedException {
        writer = Thread.currentThread();
        send(out, RECONNECT);
        Set<String> sent = new HashSet<>();
        for (Frame frame : missed) {
            if (frame.wantedBy(filter)) {
                send(out, frame.text(json));
            }
            sent.add(frame.id());
        }
        listen(out, sent, heartbeat, json);
        if (state == State.TOO_SLOW) {
            send(out, DROPPED);
        }
    }

    private void listen(OutputStream out, Set<String> sent, Duration heartbeat, JsonMapper json)
            throws IOException, InterruptedException {
        while (isListening()) {
            Frame next = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                sent.clear();
                send(out, HEARTBEAT);
            } else if (!sent.remove(next.id())) {
                send(out, next.text(json));
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
