package io.graphbus.cli.deadletter;

import static io.graphbus.cli.deadletter.DlqListCommand.text;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Replays letters. */
@Command(
        name = "replay",
        description = {
            "Deliver letters once more, to the subscriptions that gave them up and in the order of"
                    + " the log, with the ids, keys and headers their events had.",
            "With --dry-run it tells what would become of each letter, by which migrations its"
                    + " payload would go, and whether it would be taken. Exit code 1 when some"
                    + " would not be."
        },
        footer = {
            "",
            "Example:",
            "  graphbus dlq replay --agent Billing --dry-run --server http://localhost:8080"
        })
final class DlqReplayCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private MeantOptions meant = new MeantOptions();

    @Option(names = "--dry-run", description = "Tell what would happen; deliver nothing.")
    private boolean rehearsal;

    @Option(
            names = "--migrate-to",
            paramLabel = "VERSION",
            description = {
                "Bring payloads to this version first; without it the versions that handlers"
                        + " declare decide."
            })
    private @Nullable String version;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "So many letters a second; without it as fast as can be.")
    private @Nullable Double rate;

    @Mixin private LetterServer server = new LetterServer();

    @Mixin private Format.Choice format = new Format.Choice();

    DlqReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        meant.check("replay");
        JsonNode answer = server.isLocal() ? local() : remote();
        console.result(
                format.format(), answer, c -> rehearsal ? rehearsed(answer, c) : replayed(answer));
        return isWell(answer) ? 0 : 1;
    }

    private JsonNode remote() {
        Map<String, Object> how = new LinkedHashMap<>();
        how.put("dryRun", rehearsal);
        if (version != null) {
            how.put("migrateTo", version);
        }
        if (rate != null) {
            how.put("rate", rate);
        }
        return server.replay(meant, how);
    }

    private JsonNode local() {
        if (rate != null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--rate",
                            "nothing runs that could keep a rate",
                            "Leave it out, or ask a server.")
                    .toException();
        }
        if (!rehearsal) {
            return server.mark(meant.replay(version));
        }
        try (Diversion quiet = console.divert()) {
            return server.rehearse(meant.replay(version));
        }
    }

    private static boolean isWell(JsonNode answer) {
        return answer.path("left").isEmpty()
                && answer.path("outcomes").valueStream().allMatch(DlqReplayCommand::isSettled);
    }

    /** Whether the letter would not be there afterwards. */
    private static boolean isSettled(JsonNode outcome) {
        return switch (text(outcome, "verdict")) {
            case "REFUSED", "NO_SUBSCRIPTION" -> false;
            default -> true;
        };
    }

    private String replayed(JsonNode answer) {
        StringBuilder words = new StringBuilder();
        words.append(letters(answer.path("letters").asLong(0)))
                .append(
                        rate == null
                                ? " delivered once more"
                                : " replayed at " + rate + " a second")
                .append(
                        server.isLocal()
                                ? " by the next run"
                                : "; 'graphbus dlq list' shows what is left");
        long already = answer.path("already").asLong(0);
        if (already > 0) {
            words.append("\n").append(letters(already)).append(" being replayed already");
        }
        for (JsonNode left : answer.path("left")) {
            JsonNode problem = left.path("problem");
            words.append("\n")
                    .append(letters(left.path("letters").asLong(0)))
                    .append(" left: ")
                    .append(text(problem, "message"))
                    .append(". ")
                    .append(text(problem, "hint"));
        }
        return words.toString();
    }

    private static String letters(long count) {
        return count == 1 ? "1 letter is" : count + " letters are";
    }

    private static String rehearsed(JsonNode answer, Console console) {
        JsonNode outcomes = answer.path("outcomes");
        if (outcomes.isEmpty()) {
            return "There are no such letters.";
        }
        Table table = Table.of("ID", "SUBSCRIPTION", "OUTCOME", "VERSION", "BY");
        for (JsonNode outcome : outcomes) {
            table.row(
                    text(outcome, "id"),
                    text(outcome, "agent") + "." + text(outcome, "subscription"),
                    text(outcome, "verdict").toLowerCase(Locale.ROOT).replace('_', ' '),
                    text(outcome, "schemaVersion"),
                    by(outcome));
        }
        String counts =
                outcomes
                        .valueStream()
                        .collect(
                                Collectors.groupingBy(
                                        o -> text(o, "verdict"), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey().toLowerCase(Locale.ROOT) + " " + e.getValue())
                        .collect(Collectors.joining(", "));
        long more = answer.path("letters").asLong(0) - outcomes.size();
        return console.render(table)
                + "\n"
                + counts.replace('_', ' ')
                + (more > 0 ? "; " + more + " more were not tried" : "");
    }

    private static String by(JsonNode outcome) {
        String path =
                outcome.path("path")
                        .valueStream()
                        .map(step -> step.asString(""))
                        .collect(Collectors.joining(", then "));
        String problem = text(outcome.path("problem"), "message");
        return path.isEmpty() || problem.isEmpty() ? path + problem : path + "; " + problem;
    }
}
