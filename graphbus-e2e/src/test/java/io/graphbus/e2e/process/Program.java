package io.graphbus.e2e.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program started as a user starts it; what it says on either stream is kept apart. */
public final class Program {

    /** The checkout the tests run in. */
    public static final Path CHECKOUT =
            Path.of(System.getProperty("graphbus.root", "..")).toAbsolutePath().normalize();

    private final Path executable;
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    private Program(Path executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
        environment.put("GRAPHBUS_AOT", "off");
        environment.put("NO_COLOR", "1");
    }

    /** The launcher of this checkout in a directory, its JVM tuned for short lives. */
    public static Program graphbus(Path directory) {
        return new Program(CHECKOUT.resolve("graphbus"), directory)
                .with("GRAPHBUS_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    public static Program of(Path executable, Path directory) {
        return new Program(executable, directory);
    }

    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Outcome run(String... arguments) {
        return runWithInput("", arguments);
    }

    public Outcome runWithInput(String input, String... arguments) {
        Running running = start(input, arguments);
        try {
            if (!running.process().waitFor(180, TimeUnit.SECONDS)) {
                running.process().destroyForcibly();
                throw new IllegalStateException("still running: " + List.of(arguments));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return running.outcome();
    }

    public Running start(String input, String... arguments) {
        try {
            Path out = Files.createTempFile("graphbus", ".out");
            Path err = Files.createTempFile("graphbus", ".err");
            Path in = Files.writeString(Files.createTempFile("graphbus", ".in"), input);
            for (Path file : List.of(out, err, in)) {
                file.toFile().deleteOnExit();
            }
            return new Running(
                    launch(in.toFile(), out.toFile(), err.toFile(), arguments), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(File in, File out, File err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        environment.forEach(
                (name, value) -> {
                    if (value.isEmpty()) {
                        builder.environment().remove(name);
                    } else {
                        builder.environment().put(name, value);
                    }
                });
        return builder.redirectInput(in).redirectOutput(out).redirectError(err).start();
    }

    /** A program that may still be running. */
    public record Running(Process process, Path outFile, Path errFile) {

        public Outcome outcome() {
            return new Outcome(process.exitValue(), read(outFile), read(errFile));
        }

        public String err() {
            return read(errFile);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How a program ended and what it said. */
    public record Outcome(int exit, String out, String err) {}
}
