package io.graphbus.durable.pause;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Reader;
import java.util.List;

/**
 * Holds subscriptions of durable topics. Of one that is paused nothing further is begun, neither
 * events nor further attempts nor replays; what is being handled is finished. Its events wait in
 * the log, and others go on. That is kept: it is so after a restart, and for all processes that use
 * the log, within about a second. Usable from any thread.
 */
public final class Pauses {

    private final EventLog log;
    private final Running running;

    /** The subscriptions that run here. */
    public interface Running {

        /** Has them look whether they are paused; returns when they have. */
        void look();

        /** Those that are paused, as far as they know. */
        List<Reader> paused();
    }

    public Pauses(EventLog log, Running running) {
        this.log = log;
        this.running = running;
    }

    /** Of a log whose graph does not run here. */
    public static Pauses atRest(EventLog log) {
        return new Pauses(
                log,
                new Running() {
                    @Override
                    public void look() {}

                    @Override
                    public List<Reader> paused() {
                        return List.of();
                    }
                });
    }

    /** Those of the running graph that are paused, as was seen last; the log is not asked. */
    public List<Reader> here() {
        return running.paused();
    }

    /** Those that are paused, sorted. */
    public List<Reader> list() {
        return log.paused();
    }

    /**
     * Pauses a subscription; one that is paused stays so. Nothing of it is begun here after this
     * has returned.
     *
     * @param subscription its id
     * @throws io.graphbus.problem.GraphBusException {@code UNKNOWN_SUBSCRIPTION}
     */
    public void pause(String agent, String subscription) {
        set(new Reader(agent, subscription), true);
    }

    /**
     * Lets a subscription go on where it stopped, in order per key; one that is not paused goes on
     * anyway.
     *
     * @param subscription its id
     * @throws io.graphbus.problem.GraphBusException {@code UNKNOWN_SUBSCRIPTION}
     */
    public void resume(String agent, String subscription) {
        set(new Reader(agent, subscription), false);
    }

    private void set(Reader reader, boolean paused) {
        if (!log.pause(reader, paused)) {
            throw unknown(reader).toException();
        }
        running.look();
    }

    private Problem unknown(Reader reader) {
        List<String> known = log.readers().stream().map(Reader::toString).toList();
        return Problem.of(
                ProblemCode.UNKNOWN_SUBSCRIPTION,
                reader.toString(),
                "there is no subscription " + reader + " to durable topics",
                Nearest.hint(reader.toString(), "subscriptions to durable topics", known));
    }
}
