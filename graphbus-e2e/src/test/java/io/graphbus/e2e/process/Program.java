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

    /** Flags of a JVM that does not live long. */
    public static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final String OPTIONS = "GRAPHBUS_JAVA_OPTS";
    private static final Path LAUNCHER = CHECKOUT.resolve("graphbus");
    private static final String ARCHIVED = "-XX:SharedArchiveFile=" + archive();
    private static final String ARCHIVES = "-XX:+AutoCreateSharedArchive " + ARCHIVED;

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
        return new Program(LAUNCHER, directory).with(OPTIONS, QUICK);
    }

    /** A shell that finds the launcher of this checkout, for commands that are over soon. */
    public static Program shell(Path directory) {
        return new Program(Path.of("/bin/sh"), directory)
                .with("PATH", CHECKOUT + File.pathSeparator + System.getenv("PATH"))
                .with(OPTIONS, QUICK + " " + ARCHIVES);
    }

    public static Program of(Path executable, Path directory) {
        return new Program(executable, directory);
    }

    /** Where the first build of these tests leaves its classes to the commands after it. */
    private static Path archive() {
        try {
            Path home = Files.createTempDirectory("graphbus-classes");
            home.toFile().deleteOnExit();
            Path archive = home.resolve("commands.jsa");
            archive.toFile().deleteOnExit();
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (executable.equals(LAUNCHER) && !command.contains("serve")) {
            String archive = command.contains("build") ? ARCHIVES : ARCHIVED;
            builder.environment().merge(OPTIONS, archive, (given, more) -> given + " " + more);
        }
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
