package io.graphbus.conduct;

/** A thread that goes on only when its conductor lets it. */
public abstract class ConductedThread extends Thread {

    protected ConductedThread(String name) {
        super(name);
    }

    public abstract Conductor conductor();

    /** Wakes the thread too, if it waits. */
    @Override
    public void interrupt() {
        super.interrupt();
        conductor().wake(this);
    }
}
