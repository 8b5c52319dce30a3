package io.graphbus.server.event.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that goes round all clients: wakes those for whom there is news, beats for the quiet,
 * sends the slow away, has credentials looked at and seen events let go. It never writes itself.
 */
final class Rounds {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_AT_END = TimeUnit.SECONDS.toNanos(1);

    private final EventStream stream;
    private final int buffer;
    private final long pause;
    private final Thread thread;
    private volatile boolean news;
    private volatile boolean finishing;

    Rounds(EventStream stream, StreamProperties properties) {
        this.stream = stream;
        this.buffer = properties.buffer();
        this.pause = Math.max(1, properties.heartbeat().toNanos() / 2);
        this.thread = Thread.ofPlatform().daemon().name("graphbus-stream").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There is a new event; called by publishers. */
    void news() {
        if (!news) {
            news = true;
            LockSupport.unpark(thread);
        }
    }

    /** Ends once all clients have left, which they must do now. */
    void finish() {
        finishing = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long beat = System.nanoTime();
        while (!finishing || !stream.listening().isEmpty()) {
            news = false;
            long now = System.nanoTime();
            boolean beats = now - beat >= pause;
            if (beats) {
                beat = now;
                stream.check(now);
                stream.release();
            }
            for (StreamClient client : stream.listening()) {
                visit(client, now, beats);
            }
            if (!news) {
                LockSupport.parkNanos(this, finishing ? PATIENCE_AT_END / 10 : pause);
            }
        }
    }

    private void visit(StreamClient client, long now, boolean beats) {
        long behind = client.behind();
        if (behind > buffer) {
            stream.drop(client, now);
        } else if (behind > 0) {
            client.wake();
        }
        if (beats) {
            client.beat();
        }
        client.hurry(now, finishing ? PATIENCE_AT_END : PATIENCE);
    }
}
