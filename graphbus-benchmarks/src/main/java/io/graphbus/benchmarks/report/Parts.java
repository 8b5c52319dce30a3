package io.graphbus.benchmarks.report;

import io.graphbus.benchmarks.call.Callers;
import io.graphbus.benchmarks.peer.Features;
import java.util.List;
import java.util.stream.Stream;

/** What calls, round trips and features cost, as it was measured. */
final class Parts {

    private final Results results;
    private final StringBuilder table = new StringBuilder();

    Parts(Results results) {
        this.results = results;
    }

    String table() {
        table.append(Table.row("what", Stream.of("measured", "B")));
        table.append(Table.row("---", Stream.of("---", "---")));
        calls();
        pingPong();
        features();
        for (String agents : List.of("1", "10000")) {
            for (String peer : List.of("graphbus", "pekko", "jctools", "sharded")) {
                String name = "ManyAgents agents=" + agents + " peer=" + peer;
                add("same traffic over " + agents + ", " + peer, name, "%.1f M/s");
            }
        }
        return table.toString();
    }

    private void calls() {
        for (Callers bus : Callers.values()) {
            add("call, idle: " + bus.title(), "Calls bus=" + bus.name(), "%.0f ns");
        }
        for (Callers bus : Callers.values()) {
            add("calls, 2 callers: " + bus.title(), "BusyCalls bus=" + bus.name(), "%.0f /ms");
        }
    }

    private void pingPong() {
        for (String bus : List.of("graphbus", "pekko", "vertx", "jctools")) {
            String name = "PingPong bus=" + bus;
            String p50 = Table.number("%.0f", results.other(name, "p50"));
            String p99 = Table.number("%.0f", results.other(name, "p99"));
            String bytes = Table.number("%.0f", results.bytes(name));
            String title = "round trip, p50 and p99: " + bus;
            table.append(Table.row(title, Stream.of(p50 + " and " + p99 + " ns", bytes)));
        }
    }

    private void features() {
        for (String subscribers : List.of("1", "4")) {
            for (Features features : Features.values()) {
                String name = "OnOff features=" + features + " subscribers=" + subscribers;
                add("event, 1 x " + subscribers + ", " + features, name, "%.0f ns");
            }
        }
    }

    private void add(String title, String name, String format) {
        double score = results.score(name);
        if (!Double.isNaN(score)) {
            String bytes = Table.number("%.0f", results.bytes(name));
            table.append(Table.row(title, Stream.of(Table.number(format, score), bytes)));
        }
    }
}
