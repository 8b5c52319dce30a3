package io.graphbus.runtime;

import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.Envelope;
import io.graphbus.chain.Execution;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.mailbox.DrainLoops;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.Causes;
import io.graphbus.retry.Retries;
import io.graphbus.retry.Setbacks;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.AgentUnstuck;
import io.graphbus.signal.EngineSignal.CallCompleted;
import io.graphbus.signal.EngineSignal.CallFailed;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.EngineSignal.DeliveryRetrying;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what became of executions: as signals to whoever listens, and as log lines where something
 * was lost.
 */
final class Reports {

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.delivery");

    private final Signals signals;
    private final Signals.Channel<DeliveryCompleted> completed;
    private final Signals.Channel<DeliveryFailed> failed;
    private final Signals.Channel<DeliveryRetrying> retrying;
    private final Signals.Channel<DeliveryDead> dead;
    private final Signals.Channel<DeliverySkipped> skipped;
    private final Signals.Channel<CallCompleted> called;
    private final Signals.Channel<CallFailed> callFailed;

    Reports(Signals signals) {
        this.signals = signals;
        completed = signals.channel(DeliveryCompleted.class);
        failed = signals.channel(DeliveryFailed.class);
        retrying = signals.channel(DeliveryRetrying.class);
        dead = signals.channel(DeliveryDead.class);
        skipped = signals.channel(DeliverySkipped.class);
        called = signals.channel(CallCompleted.class);
        callFailed = signals.channel(CallFailed.class);
    }

    boolean isCompletionHeard() {
        return completed.isHeard();
    }

    void completed(Envelope event, LiveSubscription to, long nanos) {
        if (completed.isHeard()) {
            completed.send(new DeliveryCompleted(event, to.agent(), to.id(), to.handler(), nanos));
        }
    }

    void failed(
            Envelope event,
            int slot,
            LiveSubscription to,
            long nanos,
            Throwable cause,
            Retries.Outcome outcome) {
        String text = Causes.inOneLine(cause);
        Instant next = outcome.next();
        int failures = outcome.failures();
        event.failed(slot, failures, text, next);
        warn(event, to, text, outcome);
        log.debug("The failure's stack", cause);
        if (failed.isHeard()) {
            failed.send(new DeliveryFailed(event, to.agent(), to.id(), to.handler(), nanos, cause));
        }
        if (next != null && retrying.isHeard()) {
            retrying.send(
                    new DeliveryRetrying(
                            event, to.agent(), to.id(), to.handler(), failures, cause, next));
        }
        if (next == null && dead.isHeard()) {
            dead.send(new DeliveryDead(event, to.agent(), to.id(), to.handler(), failures, cause));
        }
    }

    private static void warn(
            Envelope event, LiveSubscription to, String cause, Retries.Outcome outcome) {
        String what = "for event " + event.id() + " on " + event.topic();
        int failures = outcome.failures();
        Setbacks setbacks = to.setbacks();
        if (outcome.next() == null) {
            setbacks.dead()
                    .warn(
                            event,
                            what
                                    + " after "
                                    + failures
                                    + (failures == 1 ? " attempt: " : " attempts: ")
                                    + cause);
        } else {
            setbacks.attempts()
                    .warn(
                            event,
                            what
                                    + ", attempt "
                                    + failures
                                    + ", next "
                                    + outcome.next()
                                    + ": "
                                    + cause);
        }
    }

    Logger log() {
        return log;
    }

    static Outcome outcome(DeliverySkipped.Reason why) {
        return switch (why) {
            case FILTERED -> Outcome.FILTERED;
            case EXPIRED -> Outcome.EXPIRED;
            case CANCELLED, DROPPED -> Outcome.CANCELLED;
        };
    }

    static Status status(DeliverySkipped.Reason why) {
        return switch (why) {
            case FILTERED -> Status.FILTERED;
            case EXPIRED -> Status.EXPIRED;
            case CANCELLED -> Status.CANCELLED;
            case DROPPED -> Status.DROPPED;
        };
    }

    void skipped(Envelope event, LiveSubscription to, DeliverySkipped.Reason reason) {
        if (skipped.isHeard()) {
            skipped.send(new DeliverySkipped(event, to.agent(), to.id(), reason));
        }
    }

    void called(String agent, String method, long nanos) {
        if (called.isHeard()) {
            called.send(new CallCompleted(agent, method, nanos));
        }
    }

    void callFailed(String agent, String method, long nanos, Throwable cause) {
        if (callFailed.isHeard()) {
            callFailed.send(new CallFailed(agent, method, nanos, cause));
        }
    }

    void stuck(Execution execution, long millis) {
        log.warn(
                "{}.{} has taken {} ms, longer than it may, and was interrupted",
                execution.agent(),
                execution.operation(),
                millis);
        signals.send(new AgentStuck(execution.agent(), execution.operation(), millis));
    }

    void unstuck(Execution execution) {
        log.info("{}.{} has ended after all", execution.agent(), execution.operation());
        signals.send(new AgentUnstuck(execution.agent(), execution.operation()));
    }

    void restarted(String agent) {
        log.info("{} was restarted", agent);
        signals.send(new AgentRestarted(agent));
    }

    /** An agent goes on as it was. */
    GraphBusException notRestarted(String agent, Throwable e) {
        Problem problem =
                Problem.of(
                        ProblemCode.START_FAILED,
                        agent,
                        agent + " could not be restarted: " + Causes.inOneLine(e),
                        "It goes on with the instance it had.");
        problem(problem);
        return problem.toException(e);
    }

    void problem(Problem problem) {
        log.warn("{} ({})", problem, problem.hint());
        signals.send(new ProblemReported(problem));
    }

    void saturated() {
        problem(
                Problem.of(
                        ProblemCode.ENGINE_SATURATED,
                        "",
                        DrainLoops.SPARES + " handlers are stuck and no engine thread is left",
                        "Mark agents that wait with @Agent(blocking = true), and let no handler run for ever."));
    }

    static Problem notPublished(String topic, boolean messageBus) {
        return messageBus
                ? Problem.of(
                        ProblemCode.STOPPED,
                        topic,
                        "the graph has been stopped; nothing was published",
                        "Publish while the graph runs.")
                : Problem.of(
                        ProblemCode.BUS_DISABLED,
                        topic,
                        "the message bus is switched off; nothing was published",
                        "Start the graph with its message bus, or call agents directly.");
    }

    static Throwable tooLong(LiveSubscription to, long timeoutNanos) {
        return Problem.of(
                        ProblemCode.AGENT_STUCK,
                        to.agent() + "." + to.handler(),
                        "the handler took longer than "
                                + Duration.ofNanos(timeoutNanos).toMillis()
                                + " ms",
                        "Give graphbus.handler-timeout a larger value, or let the handler do less.")
                .toException();
    }

    static Problem unknownAgent(String name, Collection<String> known) {
        return Problem.of(
                ProblemCode.UNKNOWN_AGENT,
                name,
                "there is no agent '" + name + "'",
                Nearest.hint(name, "agents", known));
    }

    static Problem unknownMethod(String agent, String name, Collection<String> known) {
        return Problem.of(
                ProblemCode.UNKNOWN_METHOD,
                agent + "." + name,
                agent + " has no method '" + name + "'",
                Nearest.hint(name, "methods", known));
    }

    static Problem notRunning(String agent) {
        return Problem.of(
                ProblemCode.NOT_STARTED,
                agent,
                agent + " is not running",
                "Call it once the graph has started; name it in @DependsOn to have it started first.");
    }

    static Problem notStarted() {
        return Problem.of(
                ProblemCode.NOT_STARTED,
                "",
                "the graph has not been started",
                "Call start() first, and wait until it returns.");
    }

    static Problem stopped(boolean forGood) {
        return Problem.of(
                ProblemCode.STOPPED,
                "",
                "the graph has been " + (forGood ? "closed" : "stopped"),
                forGood
                        ? "Open it again; use stop() for a pause."
                        : "Call start() to run it again.");
    }

    static Problem givenUp(String agent) {
        return Problem.of(
                ProblemCode.STOPPED,
                agent,
                "the graph was stopped while it was starting",
                "Start it again.");
    }

    static GraphBusException startFailed(String agent, Throwable e) {
        if (e instanceof GraphBusException known) {
            return known;
        }
        return Problem.of(
                        ProblemCode.START_FAILED,
                        agent,
                        agent + " could not be started: " + Causes.inWords(e),
                        "Agents that had started before it were stopped again.")
                .toException(e);
    }
}
