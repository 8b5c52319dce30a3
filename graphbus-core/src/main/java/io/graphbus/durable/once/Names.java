package io.graphbus.durable.once;

import io.graphbus.problem.GraphBusException;
import io.graphbus.store.log.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of a log, with a prefix, which are removed now and then when their time is over. Usable
 * from any thread.
 */
final class Names {

    private static final Logger logger = LoggerFactory.getLogger(Names.class);
    private static final long PAUSE = Duration.ofMinutes(1).toMillis();
    private static final int PORTION = 10_000;

    private final EventLog log;
    private final InstantSource clock;
    private final String prefix;
    private final AtomicLong swept;

    Names(EventLog log, InstantSource clock, String prefix) {
        this.log = log;
        this.clock = clock;
        this.prefix = prefix + "\n";
        this.swept = new AtomicLong(clock.millis());
    }

    Instant now() {
        return clock.instant();
    }

    boolean take(String name) {
        return log.names().take(prefix + name);
    }

    Optional<String> known(String name, Instant now) {
        return log.names().known(prefix + name, now);
    }

    void keep(String name, String what, Instant until) {
        log.names().keep(prefix + name, what, until);
    }

    void together(Runnable work) {
        if (log.isInTransaction()) {
            work.run(); // what fails is the caller's to roll back
            return;
        }
        log.together(work);
        sweep();
    }

    private void sweep() {
        long last = swept.get();
        long now = clock.millis();
        if (now - last >= PAUSE && swept.compareAndSet(last, now)) {
            try {
                log.names().expire(clock.instant(), PORTION);
            } catch (GraphBusException e) { // the next time
                logger.debug("What happened long ago stays in the log: {}", e.problem());
            }
        }
    }
}
