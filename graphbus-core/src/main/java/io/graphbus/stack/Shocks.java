package io.graphbus.stack;

/**
 * How often an engine's own code has been hit by the end of a stack or of memory. Who was hit notes
 * what is left to do and counts the shock, in both without a call, since a call needs stack; each
 * engine's pulse sees the number change and has it done.
 */
public final class Shocks {

    /** Incremented under the lock of this class. */
    @SuppressWarnings("NonFinalStaticField") // is written where no method can be called
    public static volatile int count;

    private Shocks() {}
}
