package io.graphbus.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The log of a graph that has run here, looked at and mended. */
@Timeout(240)
class KeptLogTest {

    private static final String MILL =
            """
            import io.graphbus.agent.*;
            import java.io.*;
            import java.nio.file.*;
            @Agent(name = "Mill") public class Mill {
                public record Grain(String directory, int sack) {}
                @Subscribes(value = "/Grain/*", id = "grind")
                public void on(Grain grain) throws IOException {
                    Path directory = Path.of(grain.directory());
                    if (grain.sack() == 2 && Files.exists(directory.resolve("stone"))) {
                        throw new IOException("a stone");
                    }
                    Files.writeString(directory.resolve("flour"), grain.sack() + "\\n",
                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
            """;

    @TempDir private Path directory;
    private Path data;

    @BeforeEach
    void grind() throws IOException {
        data = directory.resolve("graphbus-data");
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("Mill.java", MILL));
        assertThat(Cli.run("build", agents).code()).isZero();
        Files.createFile(directory.resolve("stone"));
        StringBuilder input = new StringBuilder();
        for (int sack = 1; sack <= 3; sack++) {
            input.append(
                    "publish /Grain/Rye {\"directory\":\"%s\",\"sack\":%d}\n"
                            .formatted(directory, sack));
        }
        assertThat(run(input + "stats\n").code()).isZero(); // it waits for what it tells
    }

    private Result run(String input) {
        return Cli.runWith(
                input,
                "run",
                directory,
                "-i",
                "--durability",
                "durable",
                "--set",
                "retry.retries=0");
    }

    private Result here(Object... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--data", data));
        return Cli.run(all.toArray());
    }

    private List<String> flour() throws IOException {
        return Files.readAllLines(directory.resolve("flour"));
    }

    @Test
    void lettersAreListedTriedAndReplayedByTheNextRun() throws IOException {
        Result listed = here("dlq", "list", "--agent", "Mill", "--format", "json");
        assertThat(listed.code()).as(listed.err()).isZero();
        JsonNode letter = listed.json().path(0);
        assertThat(letter.path("reason").asString()).isEqualTo("HANDLER_FAILED");
        String id = letter.path("id").asString();
        assertThat(here("dlq", "show", id).out()).contains("a stone", "/Grain/Rye", "Mill.on");
        assertThat(here("dlq", "show", "x").err()).contains("UNKNOWN_DEAD_LETTER");

        Result tried = here("dlq", "replay", id, "--dry-run");
        assertThat(tried.code()).as(tried.err()).isZero();
        assertThat(tried.out()).contains("delivered 1");
        assertThat(here("dlq", "replay", id, "--rate", "3").code()).isEqualTo(2);
        Files.delete(directory.resolve("stone"));
        assertThat(here("dlq", "replay", "--topic", "/Grain/*").out())
                .isEqualTo("1 letter is delivered once more by the next run\n");
        assertThat(here("dlq", "list").out()).contains("is being replayed");
        assertThat(run("stats\n").code()).isZero();

        assertThat(flour()).containsExactly("1", "3", "2");
        assertThat(here("dlq", "list").out()).isEqualTo("There are no dead letters.\n");
        assertThat(here("verify").code()).isZero();
    }

    @Test
    void lettersCanBeThrownAway() {
        assertThat(here("dlq", "purge", "--all", "--yes").out()).isEqualTo("1 letter is gone\n");
        Result verified = here("verify");
        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("Mill.grind", "yes");
    }

    @Test
    void eventsAreListedShownAndDeliveredOnceMore() throws IOException {
        Result listed = here("events", "list", "--topic", "/Grain/**", "--format", "json");
        assertThat(listed.json()).as(listed.err()).hasSize(3);
        String position = listed.json().path(2).path("position").asString();
        String id = listed.json().path(2).path("id").asString();
        assertThat(here("events", "show", id).json().path("payload").path("sack").asInt())
                .isEqualTo(1);
        assertThat(here("events", "show", "x").err()).contains("UNKNOWN_EVENT");
        assertThat(here("events", "list", "--from", "x").code()).isEqualTo(2);

        Object[] again = {
            "events",
            "replay",
            "--topic",
            "/Grain/*",
            "--subscription",
            "Mill.grind",
            "--from",
            position,
            "--to",
            position
        };
        Object[] dry = Arrays.copyOf(again, again.length + 1);
        dry[again.length] = "--dry-run";
        assertThat(here(dry).out())
                .isEqualTo("1 event would be delivered once more to Mill.grind\n");
        assertThat(here(again).out())
                .isEqualTo("1 event marked; the next run delivers once more to Mill.grind\n");
        assertThat(run("stats\n").code()).isZero();
        assertThat(flour()).containsExactly("1", "3", "1");
        JsonNode account = here("verify", "--format", "json").json().path("subscriptions").path(0);
        assertThat(account.path("replayed").asInt()).isEqualTo(1);
        assertThat(account.path("offered").asInt()).isEqualTo(4);
        assertThat(account.path("addsUp").asBoolean()).isTrue();
    }

    @Test
    void aSubscriptionCanBePausedForTheNextRuns() throws IOException {
        assertThat(here("subscriptions", "list").out())
                .contains("Mill.grind", "/Grain/*")
                .doesNotContain("paused");
        assertThat(here("subscriptions", "pause", "Mill.grind").out())
                .isEqualTo("Mill.grind is paused\n");
        assertThat(here("subscriptions", "pause", "Mill.gring").err())
                .contains("UNKNOWN_SUBSCRIPTION", "Mill.grind");
        assertThat(here("subscriptions", "list", "--paused").out()).contains("paused");
        String four = "publish /Grain/Rye {\"directory\":\"%s\",\"sack\":4}\n".formatted(directory);
        assertThat(run(four).code()).isZero();
        assertThat(flour()).containsExactly("1", "3");

        assertThat(here("subscriptions", "resume", "Mill.grind").code()).isZero();
        assertThat(run("stats\n").code()).isZero();
        assertThat(flour()).containsExactly("1", "3", "4");
        assertThat(here("verify").code()).isZero();
    }

    @Test
    void aRowThatWasChangedIsNamed() throws SQLException {
        String url = "jdbc:h2:file:" + data.toAbsolutePath().resolve("events");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection
                    .createStatement()
                    .executeUpdate("update graphbus_progress set completed = completed - 1");
        }
        Result verified = here("verify");
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out())
                .contains("Mill.grind: It was offered 3, and 2 are accounted for", "no");
    }

    @Test
    void whereThereIsNoLogThatIsSaid() {
        Path other = directory.resolve("other");
        assertThat(Cli.run("verify", "--data", other).err()).contains("NO_EVENT_LOG", "hint:");
        assertThat(Cli.run("dlq", "list").err()).contains("--server", "--data DIR");
    }
}
