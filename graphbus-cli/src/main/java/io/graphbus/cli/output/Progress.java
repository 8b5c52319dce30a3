package io.graphbus.cli.output;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One line that moves while something takes long: what is being done, and for how many seconds.
 * Drawn on a terminal only, and only once the work has taken a moment. Safe for use by many
 * threads; closing it wipes the line.
 */
public final class Progress implements AutoCloseable {

    private static final String[] WHEEL = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);
    private static final double SECOND = 1e9;

    private final Console console;
    private final boolean drawn;
    private final long start = System.nanoTime();
    private volatile String doing;
    private volatile boolean ended;
    private int turn;

    private Progress(Console console, String doing, boolean drawn) {
        this.console = console;
        this.doing = doing;
        this.drawn = drawn;
    }

    static Progress start(Console console, String doing, boolean drawn) {
        Progress progress = new Progress(console, doing, drawn);
        if (drawn) {
            Thread.ofPlatform().daemon().name("graphbus-progress").start(progress::turn);
        }
        return progress;
    }

    /** The next phase of the work. */
    public void now(String phase) {
        doing = phase;
    }

    private void turn() {
        LockSupport.parkNanos(PATIENCE);
        while (!ended) {
            draw();
            LockSupport.parkNanos(PERIOD);
        }
    }

    private void draw() {
        console.transiently(
                () -> {
                    if (ended) {
                        return "";
                    }
                    turn = (turn + 1) % WHEEL.length;
                    double seconds = (System.nanoTime() - start) / SECOND;
                    return WHEEL[turn]
                            + " "
                            + doing
                            + String.format(Locale.ROOT, " (%.1f s)", seconds);
                });
    }

    @Override
    public void close() {
        ended = true;
        if (drawn) {
            console.transiently(() -> "");
        }
    }
}
