package io.graphbus.cli.repl;

import org.jspecify.annotations.Nullable;

/** Where the conversation's lines come from. */
interface Lines extends AutoCloseable {

    /** The next line, waited for; {@code null} when there are no more. */
    @Nullable String next();

    /** Waits a moment for a key and says whether one was pressed; it is taken away. */
    boolean keyPressed();

    /**
     * Does the work of one command and returns when it is done, or when it was cancelled.
     *
     * @return whether it was done
     */
    boolean attend(Runnable work);

    @Override
    void close();
}
