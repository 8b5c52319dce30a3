package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.Migrations.Wish;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.util.List;
import picocli.CommandLine.Option;

/** Which states are to be brought where. */
final class WishOptions {

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            description = "Whose state, as often as needed; without it all that are saved.")
    private List<String> agents = List.of();

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = {
                "The version that the one agent's state gets; without it that of the agent in the"
                        + " given artifacts, or else the highest that a migration leads to."
            })
    private String version = "";

    Wish wish() {
        if (!version.isEmpty() && agents.size() != 1) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--version",
                            "a version is of one agent",
                            "Name it with --agent, or leave --version out.")
                    .toException();
        }
        return new Wish(
                List.copyOf(agents), version.isEmpty() ? "" : version("--version", version).text());
    }

    static Version version(String option, String text) {
        if (!Version.isValid(text)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            option,
                            "\"" + text + "\" is no semantic version",
                            "Give three numbers, such as 1.2.0 or 2.0.0-rc.1.")
                    .toException();
        }
        return Version.of(text);
    }
}
