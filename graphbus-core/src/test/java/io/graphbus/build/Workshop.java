package io.graphbus.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A project directory for tests: write sources, build, look at what came out. */
public final class Workshop {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Path root;

    public Workshop(Path root) {
        this.root = root;
    }

    public Path agents() {
        return root.resolve("agents");
    }

    public Path artifacts() {
        return root.resolve(ArtifactDirectory.NAME);
    }

    /**
     * Writes a source file; {@code import io.graphbus.agent.*} and {@code java.util.*} are put in.
     */
    public Workshop source(String file, String code) {
        String imports = "import io.graphbus.agent.*; import java.util.*; ";
        int end = code.startsWith("package") ? code.indexOf(';') + 1 : 0;
        return file("agents/" + file, code.substring(0, end) + imports + code.substring(end));
    }

    public Workshop file(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public BuildRequest request() {
        return BuildRequest.of(agents()).clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public BuildResult build() {
        return BuildOrchestrator.build(request());
    }

    /** The only problem of this kind that a build finds. */
    public Problem problem(ProblemCode code) {
        List<Problem> found = build().problems().stream().filter(p -> p.code() == code).toList();
        if (found.size() != 1) {
            throw new AssertionError(code + " was found " + found.size() + " times: " + build());
        }
        return found.get(0);
    }

    /** Three agents that know each other, with an event between two of them. */
    public Workshop shop() {
        return source(
                        "shop/Orders.java",
                        """
                        package shop;
                        @Agent(description = "Takes orders") @DependsOn("Stock")
                        public class Orders {
                            public record Order(String id, @Default("1") int count) {}
                            @SchemaMethod @Publishes(value = "/Order/Created", key = "/id")
                            public Order order(String id, @Default("2") int count) {
                                return new Order(id, count);
                            }
                        }
                        """)
                .source(
                        "shop/Mailer.java",
                        """
                        package shop;
                        @Agent
                        class Mailer {
                            @Subscribes(value = "/Order/*", id = "mail", priority = Priority.HIGH)
                            void mail(Orders.Order order, Event event) {}
                        }
                        """)
                .source(
                        "stock/Stock.java",
                        """
                        package stock;
                        @Agent
                        @Contract(version = "1.2.0", stability = Contract.Stability.BETA)
                        public class Stock implements Stateful<Stock.Left> {
                            public record Left(Map<String, Integer> counts) {}
                            public Stock(AgentContext context) {}
                            public Left captureState() { return new Left(Map.of()); }
                            public void restoreState(Left left) {}
                        }
                        """);
    }
}
