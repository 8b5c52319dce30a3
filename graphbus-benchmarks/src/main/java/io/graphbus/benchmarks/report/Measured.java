package io.graphbus.benchmarks.report;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What JMH measured of one benchmark with one set of parameters. Other work on the machine only
 * makes things slower, so of all iterations the best one counts.
 *
 * @param name the class and the parameters, these in order, as in {@code FanOut peer=pekko
 *     shape=1x4}
 */
record Measured(String name, boolean higherIsBetter, List<Double> iterations, JsonNode others) {

    static Measured of(JsonNode run) {
        String[] parts = run.path("benchmark").asString().split("\\.", -1);
        String parameters =
                run.path("params").properties().stream()
                        .map(parameter -> key(parameter.getKey(), parameter.getValue().asString()))
                        .sorted()
                        .collect(Collectors.joining());
        return new Measured(
                parts[parts.length - 2] + parameters,
                run.path("mode").asString().equals("thrpt"),
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

    double best() {
        return higherIsBetter ? Collections.max(iterations) : Collections.min(iterations);
    }

    /** The middle of a further figure over the iterations; NaN when it was not measured. */
    double middle(String other) {
        List<Double> sorted = numbers(others.path(other)).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** Bytes allocated per operation; NaN without {@code -prof gc}. */
    double bytes() {
        return middle("gc.alloc.rate.norm");
    }
}
