package io.graphbus.benchmarks.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One round of load on one server.
 *
 * @param perSecond answers a second
 * @param p50 in milliseconds, as wrk sees it
 * @param p99 in milliseconds
 * @param cpu the server's CPU time per answer, in microseconds
 * @param wrong answers with another status than expected, and failures of the connection
 */
record Figures(double perSecond, double p50, double p99, double cpu, long wrong) {

    /**
     * Reads what the script prints: requests, duration and latencies in microseconds, errors.
     *
     * @param cpuMicros the server's CPU time in the round
     */
    static Figures read(String output, double cpuMicros) {
        String line =
                output.lines()
                        .filter(l -> l.startsWith("RESULT "))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("wrk said: " + output));
        String[] words = line.split(" ");
        double requests = Double.parseDouble(words[1]);
        double micros = Double.parseDouble(words[2]);
        return new Figures(
                requests * 1e6 / micros,
                Double.parseDouble(words[3]) / 1e3,
                Double.parseDouble(words[4]) / 1e3,
                cpuMicros / requests,
                Long.parseLong(words[5]));
    }

    /** The middle of each figure. */
    static Figures middle(List<Figures> rounds) {
        return new Figures(
                middle(rounds, Figures::perSecond),
                middle(rounds, Figures::p50),
                middle(rounds, Figures::p99),
                middle(rounds, Figures::cpu),
                rounds.stream().mapToLong(Figures::wrong).sum());
    }

    private static double middle(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        List<Figures> sorted = rounds.stream().sorted(Comparator.comparingDouble(figure)).toList();
        return figure.applyAsDouble(sorted.get(sorted.size() / 2));
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %.1f | %d |",
                name,
                perSecond,
                p50,
                p99,
                cpu,
                wrong);
    }
}
