package io.graphbus.benchmarks.report;

import io.graphbus.benchmarks.Peers;
import io.graphbus.benchmarks.report.Results.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds what was measured against what was set out for. */
final class Goals {

    private static final int GOAL_COLUMNS = 4;

    private final Results results;

    Goals(Results results) {
        this.results = results;
    }

    /**
     * One goal.
     *
     * @param measured NaN when it was not measured
     */
    private record Goal(String work, String unit, double measured, double bar, boolean atLeast) {

        static Goal atLeast(String work, String unit, double measured, double bar) {
            return new Goal(work, unit, measured, bar, true);
        }

        static Goal atMost(String work, String unit, double measured, double bar) {
            return new Goal(work, unit, measured, bar, false);
        }

        String row() {
            boolean met = atLeast ? measured >= bar : measured <= bar;
            String verdict = Double.isNaN(measured) ? "-" : met ? "met" : "**missed**";
            String goal = (atLeast ? ">= " : "<= ") + figure(bar);
            return Table.row(work, Stream.of(goal, figure(measured), verdict));
        }

        private String figure(double value) {
            return Double.isNaN(value) ? "-" : Table.number("%.1f", value) + unit;
        }
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(Table.row("work", Stream.of("goal", "measured", "verdict")));
        table.append(Table.row("---", Stream.of("---", "---", "---")));
        goals().forEach(goal -> table.append(goal.row()));
        return table.toString();
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int i = 0; i < Table.COLUMNS.size(); i++) {
            Column column = Table.COLUMNS.get(i);
            goals.add(
                    Goal.atLeast(
                            column.title() + ", of the fastest asynchronous peer",
                            " x",
                            ratio(column, Peers.Kind.ASYNCHRONOUS),
                            2));
            if (i < GOAL_COLUMNS) {
                double share = 100 * ratio(column, Peers.Kind.LIMIT);
                goals.add(Goal.atLeast(column.title() + ", of the limit", " %", share, 50));
            }
        }
        addCalls(goals);
        addParts(goals);
        return goals;
    }

    private double ratio(Column column, Peers.Kind kind) {
        return results.score(column.of(Peers.graphbus)) / results.fastest(column, kind);
    }

    private void addCalls(List<Goal> goals) {
        double off = results.score("Calls bus=graphbusOff");
        double on = results.score("Calls bus=graphbus");
        goals.add(Goal.atMost("call, idle agent, all off", " ns", off, 30));
        goals.add(Goal.atMost("call, idle agent, all on", " ns", on, 100));
        double busy = results.score("BusyCalls bus=graphbus");
        for (String peer : List.of("pekko", "vertx")) {
            double ratio = busy / results.score("BusyCalls bus=" + peer);
            goals.add(Goal.atLeast("2 callers of one agent, of " + peer, " x", ratio, 2));
        }
        for (String part : List.of("p50", "p99")) {
            double ours = results.other("PingPong bus=graphbus", part);
            double theirs = results.other("PingPong bus=pekko", part);
            goals.add(Goal.atMost("ping-pong " + part + ", of Pekko's", " x", ours / theirs, 1.5));
        }
    }

    private void addParts(List<Goal> goals) {
        for (String subscribers : List.of("1", "4")) {
            String name = " subscribers=" + subscribers;
            double more =
                    results.score("OnOff features=ON" + name)
                            - results.score("OnOff features=OFF" + name);
            goals.add(Goal.atMost("all on against all off, 1 x " + subscribers, " ns", more, 40));
        }
        for (Column column : Table.COLUMNS) {
            double bytes = results.bytes(column.of(Peers.graphbus));
            goals.add(
                    Goal.atMost(
                            "allocated per delivered event, " + column.title(), " B", bytes, 64));
        }
        double share =
                100
                        * results.score("ManyAgents agents=10000 peer=graphbus")
                        / results.score("ManyAgents agents=1 peer=graphbus");
        goals.add(Goal.atLeast("10,000 agents, of the throughput of one", " %", share, 70));
    }
}
