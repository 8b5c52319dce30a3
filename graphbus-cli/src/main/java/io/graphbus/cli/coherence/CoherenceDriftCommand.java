package io.graphbus.cli.coherence;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.coherence.drift.TimeWindow;
import io.graphbus.coherence.report.DriftReport;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists who publishes in another version than most. */
@Command(
        name = "drift",
        description = "List agents that publish in another version than most on their topic.",
        footer = {"", "Example:", "  graphbus coherence drift --time-window 2h"})
final class CoherenceDriftCommand implements Runnable {

    private final Console console;

    @Option(
            names = "--time-window",
            paramLabel = "HOURS",
            defaultValue = "24",
            description = {
                "How far to look back: a number of hours, or such as 90m; without it"
                        + " ${DEFAULT-VALUE}, which is the most."
            })
    private String window = "24";

    @Mixin private TrafficOptions traffic = new TrafficOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    CoherenceDriftCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        DriftReport drift =
                traffic.drift(TimeWindow.of(window, "--time-window", ProblemCode.USAGE));
        console.result(
                format.format(),
                Json.MAPPER.valueToTree(drift),
                c -> new ReportText(c).drift(drift));
    }
}
