package io.graphbus.runtime;

import io.graphbus.bus.MessageBus;
import io.graphbus.chain.CallFuture;
import io.graphbus.chain.Execution;
import io.graphbus.chain.Lane;
import io.graphbus.chain.Turns;
import io.graphbus.conduct.Conductor;
import io.graphbus.invoke.Tally;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.Causes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Executes direct calls on the caller's thread, each in its agent's turn. */
final class Calls {

    private final Turns turns;
    private final Reports reports;
    private final long timeoutNanos;
    private final Conductor conductor = Conductor.current();

    private final LongSupplier clock;
    private final boolean timing;

    /**
     * Calls of one engine.
     *
     * @param clock nanoseconds; a coarse one when nothing is timed
     * @param timing whether durations are kept
     */
    Calls(Turns turns, Reports reports, Duration timeout, LongSupplier clock, boolean timing) {
        this.turns = turns;
        this.reports = reports;
        this.timeoutNanos = timeout.toNanos();
        this.clock = clock;
        this.timing = timing;
    }

    /** Calls on the caller's thread, for whoever that thread is working for. */
    @Nullable Object call(LiveAgent agent, LiveMethod method, @Nullable Object[] arguments) {
        return call(agent, method, arguments, turns.caller(), null);
    }

    /** Calls on a virtual thread, for whoever the caller's thread is working for. */
    CompletableFuture<@Nullable Object> async(
            LiveAgent agent, LiveMethod method, @Nullable Object[] arguments) {
        Turns.Caller caller = turns.caller();
        return CallFuture.start(
                turns,
                method.invoker()::handOver,
                future -> call(agent, method, arguments, caller, future));
    }

    private @Nullable Object call(
            LiveAgent agent,
            LiveMethod method,
            @Nullable Object[] arguments,
            Turns.Caller caller,
            @Nullable CallFuture future) {
        Execution execution = enter(agent, method, caller, future);
        try {
            return execute(agent, method, arguments, caller, execution);
        } catch (VirtualMachineError e) { // of the engine's: the agent's are failures of calls
            turns.leave(execution);
            throw e;
        }
    }

    private @Nullable Object execute(
            LiveAgent agent,
            LiveMethod method,
            @Nullable Object[] arguments,
            Turns.Caller caller,
            Execution execution) {
        String name = method.definition().name();
        long start = clock.getAsLong();
        long end = start;
        Object result = null;
        Throwable failure = null;
        boolean threw = true;
        execution.begin(name, caller.cause(), start);
        try {
            result = method.invoker().invoke(arguments, null);
            threw = false;
            end = clock.getAsLong();
            if (method.results().arePublished(result)) {
                failure = unpublished(method.results().publish(result, caller.cause()));
            }
        } catch (Throwable e) { // user code, or a result that could not be published
            end = threw ? clock.getAsLong() : end;
            failure = e;
        }
        boolean expired = execution.end();
        Outcome outcome = failure == null && !expired ? Outcome.SUCCEEDED : Outcome.FAILED;
        Tally tally = method.tallies()[execution.lane()];
        if (timing) {
            tally.count(outcome, 1, end - start);
        } else {
            tally.count(outcome, 1);
        }
        turns.leave(execution);
        if (outcome == Outcome.SUCCEEDED) {
            reports.called(agent.name(), name, end - start);
            return result;
        }
        throw failed(agent, name, end - start, expired, threw, failure);
    }

    private static @Nullable Throwable unpublished(@Nullable Throwable left) {
        return left == null ? null : left.getCause();
    }

    private Execution enter(
            LiveAgent agent, LiveMethod method, Turns.Caller caller, @Nullable CallFuture future) {
        String name = method.definition().name();
        conductor.point(Conductor.Point.CALL, agent.name());
        try {
            requireEnd(caller.execution(), agent, name);
            Execution execution =
                    turns.enter(agent.lanes(), name, caller.execution(), timeoutNanos);
            if (turns.isClosed()) {
                turns.leave(execution);
                throw Turns.turnedAway(agent.name(), name).toException();
            }
            if (future != null && future.isCancelled()) {
                turns.leave(execution);
                throw cancelled(agent.name(), name).toException();
            }
            return execution;
        } catch (GraphBusException e) {
            method.refused().increment();
            reports.callFailed(agent.name(), name, 0, e);
            throw e;
        }
    }

    private static Problem cancelled(String agent, String method) {
        return Problem.of(
                ProblemCode.CALL_CANCELLED,
                agent + "." + method,
                "the call was cancelled before it was its turn",
                "The method was not executed.");
    }

    /** Calls without end would use up the thread's stack, wherever in the engine that is. */
    private static void requireEnd(@Nullable Execution caller, LiveAgent agent, String method) {
        if (caller != null && caller.depth() >= MessageBus.MAX_HOPS) {
            throw Problem.of(
                            ProblemCode.EVENT_LOOP,
                            agent.name() + "." + method,
                            "a chain of more than " + MessageBus.MAX_HOPS + " calls was stopped",
                            "Let one of these agents answer without calling another.")
                    .toException();
        }
    }

    private static boolean isLoop(@Nullable Throwable failure) {
        return failure instanceof GraphBusException known
                && known.problem().code() == ProblemCode.EVENT_LOOP;
    }

    private GraphBusException failed(
            LiveAgent agent,
            String method,
            long nanos,
            boolean expired,
            boolean threw,
            @Nullable Throwable failure) {
        reports.callFailed(
                agent.name(),
                method,
                nanos,
                failure == null ? timedOut(agent, method, nanos).toException() : failure);
        if (expired) {
            return timedOut(agent, method, nanos).toException(failure);
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return (!threw || isLoop(failure)) && failure instanceof GraphBusException own
                ? own
                : threw(agent, method, failure);
    }

    private static Problem timedOut(LiveAgent agent, String method, long nanos) {
        return Problem.of(
                ProblemCode.CALL_TIMEOUT,
                agent.name() + "." + method,
                "the call took "
                        + Duration.ofNanos(nanos).toMillis()
                        + " ms, longer than it may, and was interrupted",
                "Raise the call timeout, or let the method do less.");
    }

    private static GraphBusException threw(
            LiveAgent agent, String method, @Nullable Throwable failure) {
        return Problem.of(
                        ProblemCode.AGENT_FAILED,
                        agent.name() + "." + method,
                        "the agent threw " + Causes.inWords(failure),
                        "The cause is in the agent's own code; see its log.")
                .toException(failure);
    }

    /** Does something with an agent while nothing else of it runs. */
    <T> T inTurn(LiveAgent agent, String what, Duration patience, Function<Object, T> work) {
        if (!agent.isActive()) {
            throw Problem.of(
                            ProblemCode.NOT_STARTED,
                            agent.name(),
                            agent.name() + " is not running",
                            "Start the graph.")
                    .toException();
        }
        Turns.Caller caller = turns.caller();
        Execution execution =
                turns.enter(agent.lanes(), what, caller.execution(), patience.toNanos());
        try {
            execution.begin(what, caller.cause(), System.nanoTime());
            Object instance = agent.instance();
            if (instance == null) {
                throw new IllegalStateException(agent.name() + " has no instance");
            }
            return work.apply(instance);
        } finally {
            execution.end();
            turns.leave(execution);
        }
    }

    /** Puts a new instance in an agent's place while nothing of the agent runs, in no lane. */
    void restart(LiveAgent agent, Engine engine, Consumer<Object> restoreLast) {
        try {
            inAllTurns(agent, 0, null, () -> agent.remake(engine, restoreLast));
        } catch (RuntimeException | Error e) { // user code: constructors, states
            throw reports.notRestarted(agent.name(), e);
        }
        reports.restarted(agent.name());
    }

    private void inAllTurns(LiveAgent agent, int lane, @Nullable Execution outer, Runnable work) {
        if (lane == agent.lanes().length) {
            work.run();
            return;
        }
        Execution execution =
                turns.enter(new Lane[] {agent.lanes()[lane]}, "restart", outer, timeoutNanos);
        try {
            execution.begin("restart", null, System.nanoTime());
            inAllTurns(agent, lane + 1, execution, work);
        } finally {
            execution.end();
            turns.leave(execution);
        }
    }
}
