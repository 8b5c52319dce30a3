package io.graphbus.cli.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.coherence.evidence.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CoherenceCommandTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path directory;
    private Path log = Path.of("");

    /** Ten valid deliveries at 1.0.0, and two refused ones of a publisher still on 0.9.0. */
    @BeforeEach
    void record() throws IOException {
        List<Interaction> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(delivery("Shop", "Billing", "/order/created", "1.0.0", Outcome.PASSED));
            all.add(delivery("Billing", "Mailer", "/invoice/made", "1.0.0", Outcome.PASSED));
        }
        all.add(delivery("Legacy", "Billing", "/order/created", "0.9.0", Outcome.VIOLATED));
        all.add(delivery("Legacy", "Billing", "/order/created", "0.9.0", Outcome.VIOLATED));
        log =
                Files.writeString(
                        directory.resolve("deliveries.jsonl"),
                        all.stream()
                                .map(InteractionLog::line)
                                .collect(Collectors.joining("\n", "", "\n")));
    }

    private static Interaction delivery(
            String source, String target, String topic, String version, Outcome outcome) {
        return new Interaction(START, source, target, topic, version, outcome);
    }

    private Result coherence(String command, Object... more) {
        return Cli.run(
                Stream.concat(
                                Stream.of(
                                        "coherence",
                                        command,
                                        "--interactions",
                                        log,
                                        "--data",
                                        directory.resolve("data")),
                                Arrays.stream(more))
                        .toArray());
    }

    @Test
    void bothCausesAreNamedWithWhatTheyCostAndTheCostsAddUpToWhatIsMissing() {
        Result result = coherence("check", "--format", "json");
        JsonNode summary = result.json();

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(summary.path("level").asString()).isEqualTo("LOW");
        assertThat(summary.path("losses").valueStream())
                .extracting(loss -> loss.path("metric").asString())
                .contains("versionConsistency", "contractCompliance", "propagation");
        double cost =
                summary.path("losses")
                        .valueStream()
                        .mapToDouble(l -> l.path("cost").asDouble())
                        .sum();
        assertThat(summary.path("score").asDouble() + cost + summary.path("rest").asDouble())
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void whatIsGoodEnoughEndsWithZeroUnlessACapSaysThatItHidesSomething() {
        assertThat(coherence("check", "--min", "0.5").code()).isZero();
        assertThat(coherence("check", "--min", "0.75").code()).isEqualTo(1);
        assertThat(coherence("check", "--min", "0.99").code()).isEqualTo(1);
        assertThat(coherence("check", "--min", "7").code()).isEqualTo(2);
    }

    @Test
    void withoutTrafficNothingIsDecided() {
        Result result = Cli.run("coherence", "check", "--data", directory.resolve("nothing"));

        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.out()).startsWith("NO_DATA");
    }

    @Test
    void aReportHasEveryEdgeAndWhatDrifts() {
        JsonNode report = coherence("report", "--format", "json").json();

        assertThat(report.path("edges")).hasSize(3);
        assertThat(report.at("/edges/0/source").asString()).isEqualTo("Legacy");
        assertThat(report.at("/edges/0/score").asDouble()).isZero();
        assertThat(report.at("/drift/items/0/actual").asString()).isEqualTo("0.9.0");
        assertThat(coherence("report").out()).contains("Legacy", "0.9.0", "What costs what:");
    }

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        String guide =
                Files.readString(
                        Path.of(
                                System.getProperty("graphbus.root", ".."),
                                "docs/guide/coherence.md"));
        assertThat(guide)
                .contains("coherence check\n" + shown(coherence("check")) + "\n")
                .contains("coherence drift\n" + shown(coherence("drift")) + "\n");
    }

    private static String shown(Result result) {
        return result.out()
                .lines()
                .map(line -> line.isEmpty() ? "" : "    " + line)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theTrafficIsDrawnAsTheFileIsNamed() throws IOException {
        for (String end : List.of("html", "svg", "dot", "mmd")) {
            Path file = directory.resolve("graph." + end);
            Result result = coherence("visualize", "--output", file);

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(Files.readString(file)).contains("Legacy", "#d33f49", "/order/created");
        }
        assertThat(coherence("visualize", "--output", "mermaid").out()).startsWith("flowchart LR");
        assertThat(coherence("visualize").out()).startsWith("digraph");
        assertThat(coherence("visualize", "--output", "graph.png").code()).isEqualTo(2);
    }

    @Test
    void aReportIsAPageThatFetchesNothing() throws IOException {
        Path file = directory.resolve("report.html");
        assertThat(coherence("report", "--format", "html", "--output", file).code()).isZero();

        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "What costs what", "Bottlenecks", "Drift")
                .doesNotContain("src=", "href=", "@import", "https:");
    }

    @Test
    void aReportIsWrittenWhereItIsWanted() throws IOException {
        Path file = directory.resolve("report.json");
        Result result = coherence("report", "--format", "json", "--output", file);

        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(file)).contains("\"edges\"");
    }

    @Test
    void driftIsLookedForInAWindowThatCanBeGivenInHours() {
        assertThat(coherence("drift", "--time-window", "24").out())
                .isEqualTo(coherence("drift", "--time-window", "24h").out())
                .contains("/order/created", "Legacy", "1.0.0", "0.9.0", "NONE");
        assertThat(coherence("drift", "--time-window", "30h").code()).isEqualTo(2);
    }

    @Test
    void aLineThatIsNoInteractionIsNamed() throws IOException {
        Files.writeString(log, "{\"at\":\"2026-01-01T12:00:00Z\"}\n");
        Result result = coherence("check");

        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("deliveries.jsonl:1", "something is missing");
    }

    @Test
    void whatARunHasSeenIsKeptForLater() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Sink.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent public class Sink {
                                    @Subscribes("/a/b") public void take(String text) {}
                                }
                                """));
        assertThat(Cli.run("build", agents).code()).isZero();
        Path artifacts = directory.resolve(".graphbus");
        for (int i = 0; i < 2; i++) {
            Result ran =
                    Cli.runWith(
                            "publish /a/b \"x\"\nexit\n",
                            "run",
                            "-i",
                            artifacts,
                            "--data",
                            directory.resolve("kept"));
            assertThat(ran.code()).as(ran.err()).isZero();
        }

        Result check =
                Cli.run(
                        "coherence",
                        "check",
                        "--artifacts",
                        artifacts,
                        "--data",
                        directory.resolve("kept"),
                        "--format",
                        "json");
        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.json().path("traffic").asDouble()).isGreaterThan(1.5);
    }

    @Test
    void whatIsKeptAndDamagedIsAProblem() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("data/coherence"));
        Files.writeString(kept.resolve("coherence.json"), "{\"formatVersion\":1");
        Result result = Cli.run("coherence", "check", "--data", directory.resolve("data"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("COHERENCE_DAMAGED", "coherence.json");
    }
}
