package io.graphbus.cli.deadletter;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Throws letters away. */
@Command(
        name = "purge",
        description = {
            "Throw letters away for good, after asking. Where nobody can be asked it takes --yes."
        },
        footer = {
            "",
            "Example:",
            "  graphbus dlq purge --until 30d --yes --server http://localhost:8080"
        })
final class DlqPurgeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private MeantOptions meant = new MeantOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean sure;

    @Mixin private LetterServer server = new LetterServer();

    @Mixin private Format.Choice format = new Format.Choice();

    DlqPurgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        meant.check("purge");
        if (!sure && !confirmed()) {
            console.say("Kept.");
            return 1;
        }
        int purged = server.purge(meant);
        console.result(
                format.format(),
                Documents.tree(Map.of("purged", purged)),
                c -> purged == 1 ? "1 letter is gone" : purged + " letters are gone");
        return 0;
    }

    private boolean confirmed() {
        if (!console.isInteractive()) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "dlq purge",
                            "Nobody can be asked whether to throw " + meant.words() + " away",
                            "Say --yes when that is meant.")
                    .toException();
        }
        console.say("Throw " + meant.words() + " away for good? [y/N]");
        try {
            var reader =
                    new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
            String answer = reader.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
