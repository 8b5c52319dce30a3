package io.graphbus.test.simulation;

/** One simulated thread from its start to its end. Changed by whoever has the baton. */
final class Actor {

    static final long NEVER = Long.MAX_VALUE;

    final int number;
    final String name;
    final Baton baton;
    final Runnable work;
    boolean waiting;
    boolean permit;
    boolean ended;

    /** What it waits for. */
    Object blocker = "";

    /** When it goes on by itself while it waits. */
    long due;

    final SimulatedThread thread;

    Actor(int number, String name, Baton baton, Runnable work, SimulatedThread thread) {
        this.number = number;
        this.name = name;
        this.baton = baton;
        this.work = work;
        this.thread = thread;
    }

    @Override
    public String toString() {
        return name + "(" + number + ")";
    }
}
