package io.graphbus.test.simulation;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a run ends. The first failure counts. */
final class RunOutcome {

    private static final String HINT =
            "In a simulation wait for the graph alone: publish, call, its futures and its clock. "
                    + "Declare other threads as tasks.";

    private final long seed;
    private final Trace trace;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    private record Failure(
            Interleaving at,
            String message,
            @Nullable Problem problem,
            @Nullable Throwable cause) {}

    RunOutcome(long seed, Trace trace) {
        this.seed = seed;
        this.trace = trace;
    }

    void ended() {
        over.countDown();
    }

    boolean isOver(Duration atMost) throws InterruptedException {
        return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    void failed(Actor actor, Throwable cause) {
        fail(actor + " failed: " + cause, null, cause);
    }

    void endless(Actor actor, long steps, Collection<Actor> waiting) {
        String message = "no end after " + steps + " steps, the last by " + actor;
        fail(message + who(waiting), null, null);
    }

    void deadlock(Collection<Actor> waiting) {
        fail("nobody can go on" + who(waiting), null, null);
    }

    private static String who(Collection<Actor> waiting) {
        StringBuilder who = new StringBuilder("; these wait:");
        for (Actor actor : waiting) {
            who.append("\n  ").append(actor).append(" in ").append(place(actor.thread));
        }
        return who.toString();
    }

    void stuck(Actor actor, Duration time) {
        Problem problem =
                problem(
                        actor.toString(),
                        actor
                                + " has not gone on for "
                                + time.toMillis()
                                + " ms; it is in "
                                + place(actor.thread));
        fail(problem.toString(), problem, null);
    }

    /** A thread that is no actor has used the graph. */
    Problem foreign(Thread thread) {
        Problem problem =
                problem(
                        thread.getName(),
                        "the thread "
                                + thread.getName()
                                + " used a simulated graph without being a part of the simulation, in "
                                + place(thread));
        fail(problem.toString(), problem, null);
        return problem;
    }

    private static Problem problem(String where, String message) {
        return Problem.of(ProblemCode.NOT_DETERMINISTIC, where, message, HINT);
    }

    private void fail(String message, @Nullable Problem problem, @Nullable Throwable cause) {
        failure.compareAndSet(null, new Failure(trace.interleaving(seed), message, problem, cause));
    }

    /** The run as it went; throws if it failed. */
    Interleaving orThrow() {
        Failure first = failure.get();
        if (first != null) {
            throw new SimulationFailure(first.at, first.message, first.problem, first.cause);
        }
        return trace.interleaving(seed);
    }

    /** The innermost place outside of this kit, and the innermost in code of the user's. */
    private static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        String kit = RunOutcome.class.getPackageName() + ".";
        Optional<StackTraceElement> top =
                frames(stack)
                        .filter(f -> !f.getClassName().startsWith(kit))
                        .filter(f -> !f.getClassName().startsWith("jdk.internal."))
                        .filter(f -> !f.getClassName().startsWith("java.util.concurrent.locks."))
                        .filter(f -> !f.getClassName().equals("java.lang.Thread"))
                        .findFirst();
        Optional<StackTraceElement> user = frames(stack).filter(RunOutcome::isUsers).findFirst();
        String place = top.map(Object::toString).orElse("nowhere");
        return user.isEmpty() || user.equals(top) ? place : place + ", called from " + user.get();
    }

    private static Stream<StackTraceElement> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack);
    }

    private static boolean isUsers(StackTraceElement frame) {
        String name = frame.getClassName();
        return Stream.of("java.", "jdk.", "sun.", "io.graphbus.").noneMatch(name::startsWith)
                || name.startsWith("io.graphbus.")
                        && frame.getFileName() != null
                        && frame.getFileName().endsWith("Test.java");
    }
}
