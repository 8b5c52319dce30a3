package io.graphbus.test.simulation;

import io.graphbus.conduct.ConductedThread;
import io.graphbus.conduct.Conductor;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one actor go on at a time: the one that holds the baton. It changes hands only at points,
 * waits and ends, and the seed decides who gets it. Time stands still until nobody can go on; then
 * it moves to where the next one can. Everything here is used by the holder alone.
 */
final class Baton extends Conductor {

    private static final int[] STAYING = {0, 0, 50, 85};

    private final Trace trace = new Trace();
    private final RunOutcome outcome;
    private final SimulatedThread.Pool pool;
    private final Timers timers = new Timers();
    private final Random choices;
    private final Random numbers;
    private final int staying;
    private final long maxSteps;
    private final Clock clock;
    private final Line line = new Line();
    private volatile @Nullable Actor holder;
    private long now;
    private int actors;
    private @Nullable Actor timerActor;

    Baton(Simulation simulation, SimulatedThread.Pool pool) {
        long seed = simulation.seed();
        this.pool = pool;
        this.outcome = new RunOutcome(seed, trace);
        this.choices = new Random(mixed(seed));
        this.numbers = new Random(mixed(seed + 1));
        this.staying = STAYING[choices.nextInt(STAYING.length)];
        this.maxSteps = simulation.maxSteps();
        this.clock = new SimulatedClock(this, simulation.start(), false);
    }

    /** Neighbouring seeds must not begin alike. */
    static long mixed(long seed) {
        long z = seed * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    RunOutcome outcome() {
        return outcome;
    }

    Clock clock() {
        return clock;
    }

    long steps() {
        return trace.steps();
    }

    @Nullable Actor holder() {
        return holder;
    }

    /** Begins the run with its first actor; by a thread outside of it. */
    void begin(Runnable work) {
        Actor first = make("scenario", work);
        pass(first);
    }

    boolean holds(Actor actor) {
        return holder == actor;
    }

    /** One actor's whole life, on its thread. */
    void play(Actor me) {
        try {
            me.work.run();
        } catch (Throwable e) { // a thread's edge, and the scenario's failures
            outcome.failed(me, e);
            stopHere();
        }
        trace.add(Point.END, me, "");
        line.end(me);
        Actor next = line.isEmpty() ? null : next();
        me.thread.free();
        if (next == null) {
            holder = null;
            outcome.ended();
        } else {
            pass(next);
        }
    }

    @Override
    public boolean conducts() {
        return true;
    }

    @Override
    public Thread start(String name, Object subject, Runnable work) {
        Actor made = make(subject.toString(), work);
        point(Point.START, made.name);
        return made.thread;
    }

    @Override
    public void startPlatform(String name, Runnable work) {
        start(name, name, work);
    }

    private Actor make(String name, Runnable work) {
        Actor made = new Actor(actors++, name, this, work, pool.take());
        made.thread.play(made);
        line.add(made);
        return made;
    }

    @Override
    public void point(Point point, Object subject) {
        Actor me = me();
        trace.add(point, me, subject);
        check(me);
        if (line.ready() > 1 && (staying == 0 || choices.nextInt(100) >= staying)) {
            Actor next = line.draw(choices);
            if (next != me) {
                pass(next);
                await(me);
            }
        }
    }

    private void check(Actor me) {
        if (outcome.hasFailed()) {
            stopHere();
        }
        if (trace.steps() > maxSteps) {
            outcome.endless(me, maxSteps, line.waiting());
            stopHere();
        }
    }

    @Override
    public boolean interrupts() {
        return choices.nextBoolean();
    }

    @Override
    public void park(Object blocker, long nanos) {
        Actor me = me();
        boolean goesOn = me.permit || nanos <= 0 || me.thread.isInterrupted();
        me.permit = false;
        if (goesOn) {
            point(Point.WAIT, "");
            return;
        }
        trace.add(Point.WAIT, me, "");
        check(me);
        line.await(me, blocker, nanos > Actor.NEVER / 8 ? Actor.NEVER : now + nanos);
        Actor next = next();
        if (next != me) {
            pass(next);
            await(me);
        }
    }

    /** Who goes on when the holder cannot; moves the time if it must. */
    private Actor next() {
        while (line.ready() == 0) {
            long due = Math.min(timers.due(), line.due());
            if (due == Actor.NEVER) {
                outcome.deadlock(line.waiting());
                stopHere();
            }
            now = Math.max(now, due);
            line.release(now);
            if (timerActor == null && timers.due() <= now) {
                timerActor = make("timer", this::runTimers);
            }
        }
        return line.draw(choices);
    }

    /** All that is due, one after the other, as the engine's one timer thread does it. */
    private void runTimers() {
        Runnable task;
        while ((task = timers.poll(now)) != null) {
            task.run();
        }
        timerActor = null;
    }

    @Override
    protected void wake(ConductedThread thread) {
        Actor actor = ((SimulatedThread) thread).actor();
        if (actor == null || actor.baton != this || actor.ended) {
            return;
        }
        me();
        if (actor.waiting) {
            line.goOn(actor);
        } else {
            actor.permit = true;
        }
    }

    private void pass(Actor next) {
        trace.add(Point.WAIT, next, "goes on");
        holder = next;
        LockSupport.unpark(next.thread);
    }

    private void await(Actor me) {
        boolean interrupted = false;
        while (holder != me) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            me.thread.interruptAgain();
        }
    }

    /** The calling actor, which must be the holder. */
    private Actor me() {
        Actor me = holder;
        if (me == null || me.thread != Thread.currentThread()) {
            throw outcome.foreign(Thread.currentThread()).toException();
        }
        return me;
    }

    /**
     * A failed run is over: its threads stay where they are, so that no user code runs any more.
     */
    private void stopHere() {
        outcome.ended();
        while (true) {
            LockSupport.park(this);
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Handle after(Duration delay, Object subject, Runnable work) {
        me();
        return timers.add(now + Math.max(0, delay.toNanos()), work);
    }

    @Override
    public Clock clock(Clock given) {
        boolean ours = given instanceof SimulatedClock own && own.belongsTo(this);
        if (!ours && !given.equals(Clock.system(given.getZone()))) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "",
                            "a simulated graph was given a clock of its own",
                            "In a simulation time is the run's: leave the clock out, and use advance.")
                    .toException();
        }
        return clock;
    }

    @Override
    public Clock seenByAgents(Clock seen) {
        return new SimulatedClock(this, clock.instant().minusNanos(now), true);
    }

    @Override
    public int random(int bound) {
        return numbers.nextInt(bound);
    }
}
