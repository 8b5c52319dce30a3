package io.graphbus.cli.contract;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.contract.AgentContract;
import io.graphbus.diff.Change;
import io.graphbus.diff.ContractDiff;
import io.graphbus.diff.Effect;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two versions of an agent's contract. */
@Command(
        name = "diff",
        description = {
            "Compare two versions of an agent's contract: what has changed, whom it breaks, with which"
                    + " value, and how far the version must rise.",
            "Exit code 1 when something breaks, 4 when something could not be decided."
        },
        footer = {"", "Example:", "  graphbus contract diff Orders@1.0.0 Orders@1.1.0"})
final class ContractDiffCommand implements Callable<Integer> {

    private static final int FINDINGS = 1;
    private static final int UNDECIDED = 4;

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "AGENT@OLD",
            description = "The older version; without @ the newest, built or registered.")
    private String older = "";

    @Parameters(
            index = "1",
            paramLabel = "AGENT@NEW",
            description = "The newer version; without @ the newest, built or registered.")
    private String newer = "";

    @Option(names = "--all", description = "Also tell of what only people read.")
    private boolean all;

    @Mixin private SourceOptions options = new SourceOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForDifferences.class,
            converter = Format.ForDifferences.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    ContractDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ContractName from = ContractName.of(older);
        ContractName to = ContractName.of(newer);
        if (!from.agent().equals(to.agent())) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            newer,
                            "These are two agents: " + from.agent() + " and " + to.agent(),
                            "Compare two versions of one; 'graphbus contract validate --agent A"
                                    + " --other B' asks whether two agents understand each other.")
                    .toException();
        }
        ContractSource source = options.source();
        ContractDiff whole = diff(source.find(from), source.find(to));
        ContractDiff shown = all ? whole : whole.withoutWords();
        console.result(format, shown.json(), c -> text(c, shown, whole));
        return switch (whole.verdict()) {
            case BREAKS -> FINDINGS;
            case INDETERMINATE -> UNDECIDED;
            case NONE, SAFE, WARN -> 0;
        };
    }

    private static ContractDiff diff(AgentContract from, AgentContract to) {
        return ContractDiff.between(from.document(), to.document());
    }

    private String text(Console console, ContractDiff shown, ContractDiff whole) {
        int hidden = whole.changes().size() - shown.changes().size();
        String more = hidden == 0 ? "" : " (" + hidden + " in words only; --all shows them)";
        String head = whole.agent() + " " + whole.from() + " -> " + whole.to() + ": ";
        if (whole.changes().isEmpty()) {
            return title(head + "no change");
        }
        String bump = whole.bump().name().toLowerCase(Locale.ROOT);
        String summary =
                head
                        + whole.verdict()
                        + ", a "
                        + bump
                        + " change: at least "
                        + whole.minimum()
                        + more;
        String heading = title(summary);
        if (shown.changes().isEmpty()) {
            return heading;
        }
        return heading
                + "\n\n"
                + (format == Format.MARKDOWN ? markdown(shown) : table(console, shown));
    }

    private String title(String text) {
        return format == Format.MARKDOWN ? "### " + text : text;
    }

    private static String markdown(ContractDiff diff) {
        StringBuilder text =
                new StringBuilder(
                        "| verdict | change | counter-example | place |\n|---|---|---|---|");
        for (Change change : diff.changes()) {
            text.append("\n| ")
                    .append(change.verdict() == Effect.NONE ? "-" : change.verdict())
                    .append(" | ")
                    .append(cell(change.message() + idea(change)))
                    .append(" | ")
                    .append(change.witness() == null ? "" : code(change.witness().toString()))
                    .append(" | ")
                    .append(code(change.pointer()))
                    .append(" |");
        }
        return text.toString();
    }

    /** What would end a cell, or be taken for markup, stands for itself. */
    private static String cell(String text) {
        return text.replaceAll("([\\\\`*_<>|\\[\\]])", "\\\\$1").replaceAll("\\R", " ");
    }

    private static String code(String text) {
        String fence = text.contains("`") ? "``" : "`";
        return fence + text.replace("|", "\\|").replaceAll("\\R", " ") + fence;
    }

    private static String table(Console console, ContractDiff diff) {
        Table table = Table.of("VERDICT", "CHANGE", "COUNTER-EXAMPLE", "PLACE");
        for (Change change : diff.changes()) {
            table.row(
                    change.verdict() == Effect.NONE ? "-" : change.verdict(),
                    change.message() + idea(change),
                    change.witness() == null ? "" : change.witness(),
                    change.pointer());
        }
        return console.render(table);
    }

    private static String idea(Change change) {
        return change.suggestion() == null ? "" : "; " + change.suggestion();
    }
}
