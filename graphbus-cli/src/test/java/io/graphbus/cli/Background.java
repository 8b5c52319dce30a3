package io.graphbus.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sun.misc.Signal;

/** A command that stays until it is told to stop, in a thread of its own. */
public final class Background {

    private final Watched err;
    private final Watched out = new Watched(Pattern.compile("(?!)"));
    private final CompletableFuture<Integer> exit;

    private Background(String awaited, String[] args) {
        err = new Watched(Pattern.compile(awaited));
        exit =
                CompletableFuture.supplyAsync(
                        () ->
                                Graphbus.run(
                                        args,
                                        new ByteArrayInputStream(new byte[0]),
                                        new PrintStream(out, true, StandardCharsets.UTF_8),
                                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                        task -> Thread.ofPlatform().name("cli").start(task));
        exit.whenComplete((code, failure) -> err.seen.complete(""));
    }

    /** Starts it and waits for a line on stderr. */
    public static Background start(String awaited, Object... args) throws Exception {
        String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        Background background = new Background(awaited, words);
        background.err.seen.get(120, TimeUnit.SECONDS);
        return background;
    }

    /** What the awaited pattern's group matched; empty when the command ended first. */
    public String seen() {
        return err.seen.getNow("");
    }

    /** What {@code kill} does; returns the exit code. */
    public int terminate() throws Exception {
        return end("TERM");
    }

    /** What Ctrl-C does; returns the exit code. */
    public int interrupt() throws Exception {
        return end(isInterruptIgnored() ? "TERM" : "INT");
    }

    /** A shell lets what it starts in the background ignore Ctrl-C, and so does a JVM then. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(
                                line ->
                                        (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2)
                                                != 0);
    }

    private int end(String signal) throws Exception {
        if (!exit.isDone()) {
            Signal.raise(new Signal(signal));
        }
        return exit.get(60, TimeUnit.SECONDS);
    }

    /** Waits until something is printed as a result, and returns all of it. */
    public String awaitOut(String pattern) throws InterruptedException {
        return out.await(Pattern.compile(pattern));
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Looks for a pattern in all that is written. */
    private static final class Watched extends ByteArrayOutputStream {

        private final CompletableFuture<String> seen = new CompletableFuture<>();
        private final Pattern pattern;

        synchronized String await(Pattern awaited) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            String text = toString(StandardCharsets.UTF_8);
            while (!awaited.matcher(text).find()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("not seen: " + awaited + " in " + text);
                }
                wait(1_000);
                text = toString(StandardCharsets.UTF_8);
            }
            return text;
        }

        Watched(Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            Matcher matcher = pattern.matcher(toString(StandardCharsets.UTF_8));
            if (matcher.find()) {
                seen.complete(matcher.group(1));
            }
            notifyAll();
        }
    }
}
