package io.graphbus.retry;

import io.graphbus.agent.Event;
import io.graphbus.mailbox.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Warns of failures, but not of each under a flood of them: the first is told at once, then one
 * line a second says how many more there were and shows the last. Nothing goes untold. Usable from
 * any thread.
 */
public final class FailureLog {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Logger log;
    private final Timer timer;
    private final String what;
    private final FailureFields fields;
    private boolean open;
    private long untold;
    private String last = "";
    private @Nullable Event lastEvent;

    FailureLog(Logger log, Timer timer, String what, FailureFields fields) {
        this.log = log;
        this.timer = timer;
        this.what = what;
        this.fields = fields;
    }

    /**
     * Tells of a failure, now or with others.
     *
     * @param line goes on after the handler's name and what it did
     */
    public synchronized void warn(Event event, String line) {
        if (open) {
            untold++;
            last = line;
            lastEvent = event;
            return;
        }
        open = true;
        fields.around(event, () -> log.warn("{} {}", what, line));
        timer.aside(WINDOW, this::endWindow);
    }

    private synchronized void endWindow() {
        open = untold > 0;
        if (open) {
            tell();
            timer.aside(WINDOW, this::endWindow);
        }
    }

    private void tell() {
        String times = untold == 1 ? "once more: " : untold + " more times, the last one ";
        fields.around(lastEvent, () -> log.warn("{} {}{}", what, times, last));
        untold = 0;
        last = "";
        lastEvent = null;
    }

    synchronized void close() {
        if (untold > 0) {
            tell();
        }
        open = false;
    }
}
