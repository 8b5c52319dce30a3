package io.graphbus.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sources of a graph in ten layers. Each agent has four methods, of which two publish, and three
 * subscriptions to topics of the layer before, two of whose agents it needs; a hundredth hears a
 * whole package by a pattern. Every agent has two payload records of its own.
 */
final class Sources {

    private static final int LAYERS = 10;
    private static final int PACKAGE = 100;

    private static final String SOURCE =
            """
               package p%d;

               import io.graphbus.agent.*;
               import java.util.List;
               import java.util.Optional;

               /** One of many. */
               @Agent(description = "Agent number %d")
               %spublic class %s {

                   public record Order(String id, int count, List<Item> items, Optional<String> note) {}

                   public record Item(String name, @Default("1") double price) {}

                   private int sum;

                   @SchemaMethod
                   @Publishes(value = "/P%d/%s/Created", key = "/id")
                   public Order create(String id, @Default("1") int count) {
                       return new Order(id, count, List.of(new Item(id, count)), Optional.empty());
                   }

                   @SchemaMethod
                   @Publishes("/P%d/%s/Changed")
                   public Item change(Order order, String name) {
                       return new Item(name, order.count());
                   }

                   @SchemaMethod
                   public int sum(List<Integer> numbers) {
                       return numbers.stream().mapToInt(Integer::intValue).sum();
                   }

                   @SchemaMethod
                   public String describe(Optional<String> prefix) {
                       return prefix.orElse("") + sum;
                   }

               %s}
               """;

    private Sources() {}

    /** Writes the sources of {@code count} agents. */
    static void write(Path directory, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Path file = directory.resolve("p" + i / PACKAGE).resolve(name(i) + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source(i, count));
        }
    }

    static String source(int i, int count) {
        List<Integer> before = before(i, count);
        return SOURCE.formatted(
                i / PACKAGE,
                i,
                needs(before),
                name(i),
                i / PACKAGE,
                name(i),
                i / PACKAGE,
                name(i),
                handlers(i, before));
    }

    /** Three of the layer before; in the first layer, of the same, so that there are no loops. */
    private static List<Integer> before(int i, int count) {
        int width = Math.max(1, count / LAYERS);
        int layer = i / width;
        if (layer == 0) {
            return List.of();
        }
        int start = (layer - 1) * width;
        return IntStream.of(i * 7, i * 11 + 1, i * 13 + 2)
                .map(n -> start + n % width)
                .distinct()
                .boxed()
                .toList();
    }

    private static String needs(List<Integer> before) {
        return before.isEmpty()
                ? ""
                : before.stream()
                        .limit(2)
                        .map(n -> '"' + name(n) + '"')
                        .collect(Collectors.joining(", ", "@DependsOn({", "})\n"));
    }

    private static String handlers(int i, List<Integer> before) {
        Stream<String> topics =
                IntStream.range(0, 3)
                        .mapToObj(
                                n ->
                                        before.isEmpty()
                                                ? "/Outside/" + name(i) + "/T" + n
                                                : topic(before.get(n % before.size()), n));
        List<String> all = topics.toList();
        return IntStream.range(0, 3)
                .mapToObj(n -> handler(i, n, all.get(n)))
                .collect(Collectors.joining("\n"));
    }

    private static String topic(int agent, int n) {
        String event = n % 2 == 0 ? "/Created" : "/Changed";
        return "/P" + agent / PACKAGE + "/" + name(agent) + event;
    }

    private static String handler(int i, int n, String topic) {
        boolean pattern = n == 2 && i % PACKAGE == PACKAGE - 1;
        String heard = pattern ? topic.replaceAll("/[^/]*/[^/]*$", "/*/Created") : topic;
        return """
                   @Subscribes("%s")
                   public void on%d(Event event) {
                       sum++;
                   }
               """
                .formatted(heard, n);
    }

    private static String name(int i) {
        return "Agent" + i;
    }
}
