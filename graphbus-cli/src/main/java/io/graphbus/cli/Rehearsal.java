package io.graphbus.cli;

import io.graphbus.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does what commands usually do, with a small project of its own, so that the JVM can keep the
 * classes that they need (the launcher's ahead-of-time cache).
 */
final class Rehearsal {

    private static final String AGENT =
            """
            import io.graphbus.agent.Agent;
            import io.graphbus.agent.Publishes;
            import io.graphbus.agent.SchemaMethod;
            import io.graphbus.agent.Subscribes;

            @Agent
            public class Greeter {
                public record Greeting(String name, String message) {}

                @SchemaMethod
                @Publishes("/Greeted")
                public Greeting greet(String name) {
                    return new Greeting(name, "Hello, " + name + "!");
                }

                @Subscribes("/Greeted")
                public void remember(Greeting greeting) {}
            }
            """;
    private static final String CALL = "{\"name\":\"Ada\"}";

    private Rehearsal() {}

    /**
     * @param args one of {@code look}, {@code build}, {@code call}, {@code run}, {@code serve}; and
     *     a directory to work in
     */
    public static void main(String[] args) throws IOException {
        Path project = Path.of(args[1]);
        Path agents = Files.createDirectories(project.resolve("agents"));
        Files.writeString(agents.resolve("Greeter.java"), AGENT);
        Console.ofProcess();
        for (List<String> command : commands(args[0], project.toString()).toList()) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            InputStream nothing = InputStream.nullInputStream();
            Graphbus.run(command.toArray(String[]::new), nothing, nowhere, nowhere);
        }
        System.exit(0);
    }

    private static Stream<List<String>> commands(String kind, String project) {
        String agents = project + "/agents";
        String artifacts = project + "/.graphbus";
        return switch (kind) {
            case "serve" -> Stream.of(List.of("serve", project, "--port", "0"));
            case "build" -> Stream.of(List.of("build", agents), List.of("validate", agents));
            case "look" -> Stream.of(List.of("--help"), List.of("inspect", artifacts));
            case "run" -> Stream.of(List.of("run", artifacts, "-i"));
            default ->
                    Stream.of(
                            List.of("call", "Greeter.greet", CALL, "--artifacts", artifacts),
                            List.of("publish", "/Greeted", CALL, "--artifacts", artifacts));
        };
    }
}
