package io.graphbus.cli.coherence;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.TextFile;
import io.graphbus.coherence.picture.GraphPicture;
import io.graphbus.coherence.report.CoherenceGraph;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the traffic, coloured by its coherence. */
@Command(
        name = "visualize",
        description = {
            "Draw the traffic between agents, coloured by its coherence, as wide as there is traffic."
        },
        footer = {"", "Example:", "  graphbus coherence visualize --output graph.html"})
final class CoherenceVisualizeCommand implements Runnable {

    private static final String OUTPUT = "--output";

    private final Console console;

    @Option(
            names = {"-o", OUTPUT},
            paramLabel = "FILE",
            description = {
                "A file that ends in .html, .svg, .dot or .mmd (Mermaid), or one of the words html,"
                        + " svg, dot, mermaid for stdout; without it dot."
            })
    private @Nullable String output;

    @Mixin private TrafficOptions traffic = new TrafficOptions();

    CoherenceVisualizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String wanted = output == null ? "dot" : output;
        boolean shown = GraphPicture.named(wanted).isPresent();
        GraphPicture picture =
                GraphPicture.named(wanted)
                        .or(() -> GraphPicture.of(wanted))
                        .orElseThrow(() -> unknown(wanted).toException());
        CoherenceGraph graph = traffic.graph();
        String text = picture.draw(graph);
        if (shown) {
            console.result(text.stripTrailing());
        } else {
            TextFile.write(Path.of(wanted), text);
            console.say(
                    "Wrote "
                            + graph.nodes().size()
                            + " agents and "
                            + graph.edges().size()
                            + " edges: "
                            + wanted);
        }
    }

    private static Problem unknown(String name) {
        return Problem.of(
                ProblemCode.USAGE,
                OUTPUT,
                "\"" + name + "\" does not say what to draw",
                "Let the file end in .html, .svg, .dot or .mmd.");
    }
}
