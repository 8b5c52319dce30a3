package io.graphbus.coherence.picture;

import io.graphbus.coherence.drift.Drift;
import io.graphbus.coherence.report.CoherenceEdge;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.report.CoherenceSummary.CoherenceLoss;
import io.graphbus.coherence.report.CoherenceSummary.CoherenceMetric;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as one HTML page that needs nothing else. */
public final class ReportPage {

    private ReportPage() {}

    public static String of(CoherenceReport report) {
        CoherenceSummary summary = report.summary();
        Page page = new Page(summary.at(), summary.level(), summary.score());
        page.section("What it is made of", caps(summary) + metrics(summary));
        if (!summary.losses().isEmpty()) {
            page.section("What costs what", losses(summary));
        }
        page.picture(report.edges());
        page.bottlenecks(report.bottlenecks());
        page.joints(report.joints());
        if (!report.edges().isEmpty()) {
            page.section("Edges", edges(report.edges()));
        }
        if (!report.drift().items().isEmpty()) {
            page.section("Drift of the last 24 hours", drift(report.drift().items()));
        }
        return page.html("Coherence report");
    }

    private static String caps(CoherenceSummary summary) {
        return summary.caps().stream()
                .map(
                        cap ->
                                "<p class=\"cap\">No better than that: "
                                        + Words.escaped(cap)
                                        + "</p>\n")
                .collect(Collectors.joining());
    }

    private static String metrics(CoherenceSummary summary) {
        StringBuilder html = new StringBuilder("<div class=\"metrics\">\n");
        for (CoherenceMetric metric : summary.metrics()) {
            Double value = metric.value();
            html.append("<div class=\"metric\"><b>")
                    .append(value == null ? "\u2013" : Words.score(value))
                    .append("</b><span>")
                    .append(Words.spaced(metric.name()))
                    .append(" \u00b7 weight ")
                    .append(Words.score(metric.weight()))
                    .append("</span><div class=\"bar\">");
            if (value != null) {
                html.append("<i class=\"")
                        .append(Tone.of(value).style())
                        .append("\" style=\"width:")
                        .append(Words.place(value * 100))
                        .append("%\"></i>");
            }
            html.append("</div></div>\n");
        }
        return html.append("</div>\n").toString();
    }

    private static String losses(CoherenceSummary summary) {
        StringBuilder rows = new StringBuilder();
        for (CoherenceLoss loss : summary.losses()) {
            rows.append("<tr>")
                    .append(Page.number(cost(loss.cost())))
                    .append(Page.cell(Words.spaced(loss.metric())))
                    .append("<td>")
                    .append(Words.escaped(loss.what()))
                    .append("<div class=\"fix\">")
                    .append(Words.escaped(loss.fix()))
                    .append("</div></td>")
                    .append(Page.number(Words.score(loss.predicted())))
                    .append("</tr>\n");
        }
        if (summary.rest() > 0) {
            rows.append("<tr>").append(Page.number(cost(summary.rest())));
            rows.append("<td colspan=\"3\">all others</td></tr>\n");
        }
        return Page.table(
                "<th class=\"n\">cost</th><th>metric</th><th>what, and what helps</th>"
                        + "<th class=\"n\">score then</th>",
                rows);
    }

    private static String cost(double cost) {
        return String.format(Locale.ROOT, "\u2212%.3f", cost);
    }

    private static String edges(List<CoherenceEdge> edges) {
        StringBuilder rows = new StringBuilder();
        for (CoherenceEdge edge : edges) {
            rows.append("<tr>")
                    .append(Page.number(Words.score(edge.score())))
                    .append(Page.cell(edge.source() + " \u2192 " + edge.target()))
                    .append(Page.cell(edge.topic()))
                    .append(Page.number(Words.amount(edge.deliveries())))
                    .append(Page.number(Words.percent(edge.refused())))
                    .append(
                            Page.cell(
                                    edge.versions().stream()
                                            .map(v -> v.version() + " " + Words.percent(v.share()))
                                            .collect(Collectors.joining(", "))))
                    .append("</tr>\n");
        }
        return Page.table(
                "<th class=\"n\">score</th><th>edge</th><th>topic</th><th class=\"n\">deliveries</th>"
                        + "<th class=\"n\">refused</th><th>versions</th>",
                rows);
    }

    private static String drift(List<Drift> items) {
        StringBuilder rows = new StringBuilder();
        for (Drift drift : items) {
            rows.append("<tr>")
                    .append(Page.cell(drift.topic()))
                    .append(Page.cell(drift.agent()))
                    .append(Page.cell(drift.expected()))
                    .append(Page.cell(drift.actual()))
                    .append(Page.cell(drift.relation().name()))
                    .append(Page.cell(drift.since().truncatedTo(ChronoUnit.SECONDS).toString()))
                    .append(Page.number(Words.percent(drift.share())))
                    .append(
                            Page.number(
                                    String.format(Locale.ROOT, "%+.0f %%/h", drift.trend() * 100)))
                    .append("</tr>\n");
        }
        return Page.table(
                "<th>topic</th><th>agent</th><th>expected</th><th>actual</th><th>relation</th>"
                        + "<th>since</th><th class=\"n\">share</th><th class=\"n\">trend</th>",
                rows);
    }
}
