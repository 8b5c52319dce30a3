package io.graphbus.cli.repl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Keeps what agents print out of the line that somebody types: whole lines appear above it. */
final class AbovePrompt extends OutputStream {

    private final BooleanSupplier typing;
    private final Consumer<String> above;
    private final OutputStream otherwise;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    AbovePrompt(BooleanSupplier typing, Consumer<String> above, OutputStream otherwise) {
        this.typing = typing;
        this.above = above;
        this.otherwise = otherwise;
    }

    @Override
    public synchronized void write(int character) throws IOException {
        held.write(character);
        if (character == '\n') {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        while (end > offset && bytes[end - 1] != '\n') {
            end--;
        }
        held.write(bytes, offset, end - offset);
        if (end > offset) {
            pass();
        }
        held.write(bytes, end, offset + length - end);
    }

    /** A line that has begun waits for its end, lest a prompt cut it in two. */
    @Override
    public void flush() throws IOException {
        otherwise.flush();
    }

    /** Gives what is left; the stream behind belongs to the process. */
    @Override
    public synchronized void close() throws IOException {
        held.writeTo(otherwise);
        held.reset();
        otherwise.flush();
    }

    private void pass() throws IOException {
        if (typing.getAsBoolean()) {
            above.accept(held.toString(StandardCharsets.UTF_8).stripTrailing());
        } else {
            held.writeTo(otherwise);
        }
        held.reset();
    }
}
