package io.graphbus.benchmarks.report;

import io.graphbus.benchmarks.Peers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything of one run, found by name. What was not measured is NaN. */
final class Results {

    private final Map<String, Measured> byName = new HashMap<>();

    private Results(JsonNode runs) {
        for (JsonNode run : runs) {
            Measured measured = Measured.of(run);
            byName.put(measured.name(), measured);
        }
    }

    /** Reads what {@code -rf json} wrote. */
    static Results read(Path file) {
        return new Results(JsonMapper.shared().readTree(file));
    }

    double score(String name) {
        return figure(name, Measured::score);
    }

    double bytes(String name) {
        return figure(name, Measured::bytes);
    }

    double other(String name, String other) {
        return figure(name, measured -> measured.other(other));
    }

    private double figure(String name, ToDoubleFunction<Measured> figure) {
        Measured measured = byName.get(name);
        return measured == null ? Double.NaN : figure.applyAsDouble(measured);
    }

    /** The best score of a kind of peers in one column. */
    double fastest(Column column, Peers.Kind kind) {
        return Stream.of(Peers.values())
                .filter(peer -> peer.kind() == kind)
                .mapToDouble(peer -> score(column.of(peer)))
                .filter(score -> !Double.isNaN(score))
                .max()
                .orElse(Double.NaN);
    }

    /**
     * One shape of the work.
     *
     * @param parameters those that follow the peer in the names of its measurements
     */
    record Column(String title, String benchmark, String parameters) {

        static Column fanOut(String shape) {
            return new Column(shape.replace("x", " x "), "FanOut", "shape=" + shape);
        }

        String of(Peers peer) {
            return benchmark + " peer=" + peer.name() + " " + parameters;
        }
    }
}
