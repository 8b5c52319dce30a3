package io.graphbus.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What JMH measured of one benchmark with one set of parameters. Of all iterations the middle one
 * counts, which neither a hiccup nor a stroke of luck moves.
 *
 * @param name the class and the parameters, these in order, as in {@code FanOut peer=pekko
 *     shape=1x4}
 */
record Measured(String name, List<Double> iterations, JsonNode others) {

    static Measured of(JsonNode run) {
        String[] parts = run.path("benchmark").asString().split("\\.", -1);
        String parameters =
                run.path("params").properties().stream()
                        .map(parameter -> key(parameter.getKey(), parameter.getValue().asString()))
                        .sorted()
                        .collect(Collectors.joining());
        return new Measured(
                parts[parts.length - 2] + parameters,
                numbers(run.path("primaryMetric")),
                run.path("secondaryMetrics"));
    }

    private static String key(String parameter, String value) {
        return " " + parameter + "=" + value;
    }

    private static List<Double> numbers(JsonNode metric) {
        return StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .map(JsonNode::asDouble)
                .toList();
    }

    double score() {
        return middle(iterations);
    }

    /** A further figure; NaN when it was not measured. */
    double other(String name) {
        return middle(numbers(others.path(name)));
    }

    private static double middle(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** Bytes allocated per operation; NaN without {@code -prof gc}. */
    double bytes() {
        return other("gc.alloc.rate.norm");
    }
}
