package io.graphbus.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide on migrations shows is what the command line prints. */
class MigrateGuideTest {

    private static final Path GUIDE =
            Path.of(System.getProperty("graphbus.root", ".."), "docs/guide/migrations.md");
    private static final Pattern DOCUMENT =
            Pattern.compile("```json\n(\\{\n {2}\"formatVersion\".*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}\\$ graphbus (.*)\n((?: {4}(?!\\$)[^\n]*\n| *\n(?= {4}))*)");

    @TempDir private Path directory;

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        String guide = Files.readString(GUIDE);
        Matcher document = DOCUMENT.matcher(guide);
        assertThat(document.find()).isTrue();
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("Orders-1.0.0-2.0.0.json"), document.group(1));
        save("Orders", "{\"id\":\"o-1\",\"amount\":5}");

        String printed = COMMAND.matcher(guide).replaceAll(m -> Matcher.quoteReplacement(run(m)));

        assertThat(normal(printed)).isEqualTo(normal(guide));
        assertThat(COMMAND.matcher(guide).results()).hasSizeGreaterThan(5);
    }

    private void save(String agent, String json) {
        LocalSystem.states(directory.resolve("graphbus-data"))
                .save(new StoredState(agent, "1.0.0", json, Instant.EPOCH));
    }

    /** Times and whoever tests are others each time, and columns are as wide as they are. */
    private static String normal(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll(
                        "\\b(ada|" + Pattern.quote(System.getProperty("user.name")) + ")\\b", "WHO")
                .replaceAll("(?<=\\S) {2,}", "  ");
    }

    private String run(MatchResult command) {
        Stream<Object> words =
                Arrays.stream(command.group(1).split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                        .map(word -> word.replace("'", ""));
        Stream<Object> data = Stream.of("--data", directory.resolve("graphbus-data"));
        Result result = Cli.run(Stream.concat(words, data).toArray());
        String lines =
                (result.err() + result.out())
                        .lines()
                        .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
                        .reduce("", String::concat);
        return "    $ graphbus " + command.group(1) + "\n" + lines;
    }
}
