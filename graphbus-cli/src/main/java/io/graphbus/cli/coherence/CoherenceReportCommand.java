package io.graphbus.cli.coherence;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.TextFile;
import io.graphbus.coherence.picture.ReportPage;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.schema.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells all there is to say about the coherence of a graph. */
@Command(
        name = "report",
        description = "Report the score, what costs what, every edge, and what drifts.",
        footer = {"", "Example:", "  graphbus coherence report --format html --output report.html"})
final class CoherenceReportCommand implements Runnable {

    private final Console console;

    @Mixin private TrafficOptions traffic = new TrafficOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            completionCandidates = ReportFormat.Names.class,
            converter = ReportFormat.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write, as a whole or not at all; without it stdout.")
    private @Nullable Path output;

    CoherenceReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CoherenceReport report = traffic.report();
        String text =
                switch (format) {
                    case TEXT -> new ReportText(console).report(report);
                    case JSON -> Documents.pretty(Json.MAPPER.valueToTree(report));
                    case HTML -> ReportPage.of(report);
                };
        if (output == null) {
            console.result(text.stripTrailing());
        } else {
            TextFile.write(output, text.stripTrailing() + "\n");
            console.say("Wrote the report: " + output);
        }
    }
}
