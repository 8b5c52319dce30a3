package io.graphbus.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides on contracts show is what the command line prints. */
class ContractGuideTest {

    private static final Path GUIDES =
            Path.of(System.getProperty("graphbus.root", ".."), "docs/guide");
    private static final Pattern FILE =
            Pattern.compile("`([a-z-]+\\.json)`:\n\n((?: {4}[^\n]*\n)+)");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}\\$ graphbus (.*)\n((?: {4}(?!\\$)[^\n]*\n| *\n(?= {4}))*)");

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"contracts.md", "deploy-gate.md"})
    void theGuideShowsWhatIsPrinted(String name) throws IOException {
        String guide = Files.readString(GUIDES.resolve(name));
        for (MatchResult file : FILE.matcher(guide).results().toList()) {
            Files.writeString(directory.resolve(file.group(1)), file.group(2));
        }
        String printed =
                COMMAND.matcher(guide)
                        .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(run(m)));

        assertThat(printed).isEqualTo(guide);
        assertThat(COMMAND.matcher(guide).results()).hasSizeGreaterThan(5);
    }

    private String run(MatchResult command) {
        Stream<Object> words =
                Arrays.stream(command.group(1).split(" "))
                        .map(w -> w.endsWith(".json") ? directory.resolve(w) : w);
        Result result =
                Cli.run(
                        Stream.concat(words, Stream.of("--data", directory.resolve("data")))
                                .toArray());
        String lines =
                (result.err() + result.out())
                        .lines()
                        .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
                        .reduce("", String::concat);
        return "    $ graphbus " + command.group(1) + "\n" + lines;
    }
}
