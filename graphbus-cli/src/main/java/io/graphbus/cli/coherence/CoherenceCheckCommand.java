package io.graphbus.cli.coherence;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.score.Level;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds the coherence of a graph against what it should be. */
@Command(
        name = "check",
        description = {
            "Tell how coherent the traffic is, and what costs most.",
            "Exit code 1 when it is less than it should be, 4 when there was no traffic."
        },
        footer = {"", "Example:", "  graphbus coherence check --min 0.8"})
final class CoherenceCheckCommand implements Callable<Integer> {

    private static final int FINDINGS = 1;
    private static final int UNDECIDED = 4;

    private final Console console;

    @Option(
            names = "--min",
            paramLabel = "SCORE",
            defaultValue = "0.7",
            description = "The least it should be, 0 to 1; without it ${DEFAULT-VALUE}.")
    private double min;

    @Mixin private TrafficOptions traffic = new TrafficOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    CoherenceCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(min >= 0 && min <= 1)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--min",
                            min + " is no score",
                            "Scores are between 0 and 1.")
                    .toException();
        }
        CoherenceSummary summary = traffic.summary();
        console.result(
                format.format(),
                Json.MAPPER.valueToTree(summary),
                c -> new ReportText(c).summary(summary));
        Double score = summary.score();
        if (score == null) {
            return UNDECIDED;
        }
        return score < min || isHeldDown(summary) ? FINDINGS : 0;
    }

    /** A cap says that the average hides something worse. */
    private boolean isHeldDown(CoherenceSummary summary) {
        return !summary.caps().isEmpty() && summary.level().isWorseThan(Level.of(min));
    }
}
