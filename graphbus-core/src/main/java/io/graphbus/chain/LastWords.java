package io.graphbus.chain;

import io.graphbus.conduct.Conductor;
import java.time.Duration;

/**
 * Runs what users wrote for the end of their objects, but does not wait for ever: all together get
 * five seconds, and each a moment. Used by one thread.
 */
public final class LastWords {

    private static final Duration ALL = Duration.ofSeconds(5);
    private static final long MOMENT = 100;

    private final long deadline = System.nanoTime() + ALL.toNanos();

    /** Whether the calling thread was made to say such words. */
    public static boolean areThese() {
        return Thread.currentThread() instanceof Speaker;
    }

    /**
     * Has something done on a thread of its own; interrupts it when it takes too long.
     *
     * @return whether it came to an end
     */
    public boolean say(String name, Runnable words) {
        if (Conductor.current().conducts()) {
            words.run();
            return true;
        }
        Speaker speaker = new Speaker(words, "graphbus-close-" + name);
        speaker.start();
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (ended(speaker, Math.max(MOMENT, left))) {
            return true;
        }
        speaker.interrupt();
        return ended(speaker, MOMENT);
    }

    /** An interrupt of the waiting thread says: do not wait. */
    private static boolean ended(Thread speaker, long millis) {
        try {
            return speaker.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Speaker extends Thread {
        Speaker(Runnable words, String name) {
            super(words, name);
            setDaemon(true);
        }
    }
}
