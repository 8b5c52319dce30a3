package io.graphbus.cli;

import io.graphbus.cli.config.Configuration.Places;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the command line as a user would, in this process. */
public final class Cli {

    /** The hello example's agents. */
    public static final Path HELLO =
            Path.of(System.getProperty("graphbus.root", ".."), "examples/hello-graphbus/agents");

    private Cli() {}

    /** What one run left behind. */
    public record Result(int code, String out, String err) {

        public JsonNode json() {
            return Documents.parse("stdout", out);
        }
    }

    public static Result run(Object... args) {
        return runWith("", args);
    }

    public static Result runWith(String input, Object... args) {
        return runIn(new Places(List.of(), Map.of()), input, args);
    }

    /** With what is configured in those places. */
    public static Result runIn(Places places, String input, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = java.util.Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int code =
                Graphbus.run(
                        words,
                        Console.piped(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)),
                        places);
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Writes Java files below a directory and returns it. */
    public static Path sources(Path directory, Map<String, String> files) {
        files.forEach(
                (name, text) -> {
                    try {
                        Path file = directory.resolve(name);
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return directory;
    }

    /** Builds the hello example into a directory and returns the artifacts. */
    public static Path hello(Path directory) {
        Path artifacts = directory.resolve(".graphbus");
        Result built = run("build", HELLO, "-o", artifacts);
        if (built.code() != 0) {
            throw new IllegalStateException(built.toString());
        }
        return artifacts;
    }
}
