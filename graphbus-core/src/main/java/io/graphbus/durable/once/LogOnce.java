package io.graphbus.durable.once;

import io.graphbus.agent.Event;
import io.graphbus.agent.Once;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps in an event log which effects were made. */
public final class LogOnce implements Once {

    /** How long it is known that an effect was made, unless somebody says otherwise. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final Names names;
    private final Duration kept;

    public LogOnce(EventLog log, InstantSource clock) {
        this(log, clock, KEPT);
    }

    /**
     * Effects that are known for some time.
     *
     * @param kept longer than an event may be delivered again, dead letters included
     */
    public LogOnce(EventLog log, InstantSource clock, Duration kept) {
        this.names = new Names(log, clock, "once");
        this.kept = kept;
    }

    @Override
    @SuppressWarnings("unchecked") // nothing else is caught
    public <X extends Exception> boolean make(String what, Event event, Effect<X> effect) throws X {
        boolean[] made = {false};
        try {
            names.together(() -> made[0] = tryToMake(what + "\n" + event.id(), effect));
        } catch (Failed e) {
            throw (X) e.failure;
        }
        return made[0];
    }

    private boolean tryToMake(String name, Effect<?> effect) {
        if (!names.take(name)) {
            throw Problem.of(
                            ProblemCode.CONFLICT,
                            name.replace('\n', ' '),
                            "the same effect is being made for the same event",
                            "It is tried again with the next attempt of the delivery.")
                    .toException();
        }
        Instant now = names.now();
        if (names.known(name, now).isPresent()) {
            return false;
        }
        try {
            effect.make();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Failed(e);
        }
        names.keep(name, now.toString(), now.plus(kept));
        return true;
    }

    /** Carries what an effect throws out of the transaction. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Exception failure;

        Failed(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
