package io.graphbus.retry;

import io.graphbus.bus.Envelope;
import io.graphbus.mailbox.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that waits for another attempt, or behind one that does. Its lane's turn guards it.
 */
final class Held {

    final Envelope event;
    final int slot;
    final Retried to;
    final @Nullable Line line;
    int failures;
    @Nullable Throwable cause;
    Timer.@Nullable Handle pause;

    /** Whether it waits behind another one. */
    boolean parked;

    /** Whether it has been settled one way or another. */
    boolean gone;

    Held(Envelope event, int slot, Retried to, @Nullable Line line) {
        this.event = event;
        this.slot = slot;
        this.to = to;
        this.line = line;
    }

    /** Ends the pause, if there is one. */
    void resume() {
        if (pause != null) {
            pause.close();
            pause = null;
            to.setbacks().retrying(-1);
        }
    }
}
