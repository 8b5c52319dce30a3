package io.graphbus.cli.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines that a program or a file sends. */
final class PipedLines implements Lines {

    private final BufferedReader reader;

    PipedLines(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String next() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean keyPressed() {
        return false;
    }

    /** Nobody is there to cancel it. */
    @Override
    public boolean attend(Runnable work) {
        work.run();
        return true;
    }

    /** The stream belongs to the process. */
    @Override
    public void close() {}
}
