package io.graphbus.cli.coherence;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Table;
import io.graphbus.coherence.drift.Drift;
import io.graphbus.coherence.path.Bottleneck;
import io.graphbus.coherence.path.Joint;
import io.graphbus.coherence.report.CoherenceEdge;
import io.graphbus.coherence.report.CoherenceEdge.EdgeVersion;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.report.CoherenceSummary.CoherenceLoss;
import io.graphbus.coherence.report.CoherenceSummary.CoherenceMetric;
import io.graphbus.coherence.report.DriftReport;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What documents say, for people. */
record ReportText(Console console) {

    private static final String NOTHING = "-";
    private static final double NEARLY = 0.05;

    /** The score, the metrics, and what costs most. */
    String summary(CoherenceSummary summary) {
        Double score = summary.score();
        if (score == null) {
            return "NO_DATA: nothing was delivered of late";
        }
        List<String> parts = new ArrayList<>();
        parts.add(head(summary, score));
        parts.add(console.render(metrics(summary)));
        if (!summary.losses().isEmpty()) {
            parts.add(losses(summary, score));
        }
        return String.join("\n\n", parts);
    }

    private static String head(CoherenceSummary summary, double score) {
        StringBuilder head =
                new StringBuilder(
                        "Coherence %s %s (confidence %s, %s deliveries count)"
                                .formatted(
                                        number(score),
                                        summary.level(),
                                        number(summary.confidence()),
                                        amount(summary.traffic())));
        summary.caps().forEach(cap -> head.append("\nNo better than that: ").append(cap));
        return head.toString();
    }

    private static Table metrics(CoherenceSummary summary) {
        Table table = Table.of("METRIC", "WEIGHT", "VALUE");
        for (CoherenceMetric metric : summary.metrics()) {
            Double value = metric.value();
            table.row(
                    words(metric.name()),
                    number(metric.weight()),
                    value == null ? NOTHING : number(value));
        }
        return table;
    }

    private static String words(String key) {
        return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String losses(CoherenceSummary summary, double score) {
        StringBuilder text = new StringBuilder("What costs what:");
        for (CoherenceLoss loss : summary.losses()) {
            text.append("\n  -")
                    .append(cost(loss.cost()))
                    .append(" ")
                    .append(words(loss.metric()))
                    .append(": ")
                    .append(loss.what());
            text.append(
                    "\n         %s Score %s -> %s."
                            .formatted(loss.fix(), number(score), number(loss.predicted())));
        }
        if (summary.rest() > 0) {
            text.append("\n  -").append(cost(summary.rest())).append(" all others");
        }
        return text.toString();
    }

    /** Everything. */
    String report(CoherenceReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(summary(report.summary()));
        if (!report.edges().isEmpty()) {
            parts.add(console.render(edges(report)));
        }
        if (!report.bottlenecks().isEmpty()) {
            parts.add(console.render(bottlenecks(report)));
        }
        if (!report.joints().isEmpty()) {
            parts.add(console.render(joints(report)));
        }
        if (!report.drift().items().isEmpty()) {
            parts.add(drift(report.drift()));
        }
        return String.join("\n\n", parts);
    }

    private static Table edges(CoherenceReport report) {
        Table table = Table.of("SCORE", "FROM", "TO", "TOPIC", "DELIVERIES", "REFUSED", "VERSIONS");
        for (CoherenceEdge edge : report.edges()) {
            table.row(
                    number(edge.score()),
                    edge.source(),
                    edge.target(),
                    edge.topic(),
                    amount(edge.deliveries()),
                    percent(edge.refused()),
                    edge.versions().stream()
                            .map(ReportText::version)
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static Table bottlenecks(CoherenceReport report) {
        Table table = Table.of("SCORE", "BOTTLENECK", "TOPIC", "WAYS", "FOR EXAMPLE");
        for (Bottleneck b : report.bottlenecks()) {
            String ways = String.format(Locale.ROOT, b.ways() < 1e12 ? "%.0f" : "%.1e", b.ways());
            table.row(
                    number(b.score()),
                    b.source() + " > " + b.target(),
                    b.topic(),
                    b.atLeast() ? ">= " + ways : ways,
                    String.join(" > ", b.example()));
        }
        return table;
    }

    private static Table joints(CoherenceReport report) {
        Table table = Table.of("JOINT", "EDGES BELOW 0.9", "PARTS WITHOUT IT");
        for (Joint joint : report.joints()) {
            table.row(joint.agent(), String.valueOf(joint.links()), String.valueOf(joint.parts()));
        }
        return table;
    }

    private static String version(EdgeVersion version) {
        return version.version() + " " + percent(version.share());
    }

    /** Who stands apart. */
    String drift(DriftReport drift) {
        if (drift.items().isEmpty()) {
            return "Nothing drifts: on every topic one version in " + window(drift.window()) + ".";
        }
        Table table =
                Table.of(
                        "TOPIC",
                        "AGENT",
                        "EXPECTED",
                        "ACTUAL",
                        "RELATION",
                        "SINCE",
                        "SHARE",
                        "TREND");
        for (Drift item : drift.items()) {
            table.row(
                    item.topic(),
                    item.agent(),
                    item.expected(),
                    item.actual(),
                    item.relation(),
                    item.since().truncatedTo(ChronoUnit.SECONDS),
                    percent(item.share()),
                    String.format(Locale.ROOT, "%+.0f %%/h", item.trend() * 100));
        }
        return console.render(table);
    }

    private static String window(String iso) {
        Duration window = Duration.parse(iso);
        return window.toMinutesPart() == 0 && window.toHours() > 0
                ? window.toHours() + " hours"
                : window.toMinutes() + " minutes";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String cost(double cost) {
        return String.format(Locale.ROOT, "%.3f", cost);
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, value < 10 && !isWhole(value) ? "%.1f" : "%.0f", value);
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < NEARLY;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
