package io.graphbus.cli.coherence;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.system.LocalCoherence;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.coherence.Coherence;
import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.coherence.evidence.Replay;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.report.CoherenceGraph;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.report.DriftReport;
import io.graphbus.schema.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Whose traffic a command looks at: what a run has kept, a server's, or what was recorded. */
final class TrafficOptions {

    @Mixin private SystemOptions system = new SystemOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where a run has kept what it saw; without it graphbus-data beside the artifacts,"
                        + " or here."
            })
    private @Nullable Path data;

    @Option(
            names = "--interactions",
            paramLabel = "FILE",
            description = "Recorded deliveries instead, a JSON object a line.")
    private @Nullable Path interactions;

    CoherenceSummary summary() {
        return ask("/coherence", CoherenceSummary.class, Coherence::summary);
    }

    CoherenceReport report() {
        return ask("/coherence/report", CoherenceReport.class, Coherence::report);
    }

    DriftReport drift(Duration window) {
        return ask(
                "/coherence/drift?timeWindow=" + window,
                DriftReport.class,
                coherence -> coherence.drift(window));
    }

    CoherenceGraph graph() {
        return ask("/coherence/graph", CoherenceGraph.class, Coherence::graph);
    }

    private <T> T ask(String path, Class<T> type, Function<Coherence, T> here) {
        Optional<ServerClient> server =
                interactions == null && data == null ? system.server() : Optional.empty();
        if (server.isEmpty()) {
            return here.apply(local());
        }
        try (ServerClient client = server.get()) {
            JsonNode answer = client.get(path);
            return Json.MAPPER.treeToValue(answer, type);
        }
    }

    private Coherence local() {
        Optional<Path> artifacts =
                system.isGiven("--artifacts")
                        ? Optional.of(system.artifacts())
                        : ArtifactDirectory.find(Path.of("").toAbsolutePath());
        Path directory =
                data != null
                        ? data
                        : artifacts
                                .map(LocalSystem::usualData)
                                .orElseGet(() -> Path.of("graphbus-data").toAbsolutePath());
        Snapshot seen =
                interactions == null
                        ? LocalCoherence.load(directory).orElseGet(TrafficOptions::nothing)
                        : recorded(InteractionLog.read(interactions));
        return Coherence.of(seen, LocalCoherence.relations(directory, artifacts));
    }

    private static Snapshot nothing() {
        Duration halfLife = CoherenceOptions.DEFAULTS.halfLife();
        return new Snapshot(
                new Evidence(Instant.now(), halfLife, List.of(), StateCompletion.NONE, 0),
                null,
                List.of());
    }

    private static Snapshot recorded(List<Interaction> all) {
        Instant end =
                all.stream()
                        .map(Interaction::at)
                        .max(Comparator.naturalOrder())
                        .orElseGet(Instant::now);
        CoherenceOptions options = CoherenceOptions.DEFAULTS.withClock(() -> end);
        CoherenceTracker tracker = new CoherenceTracker(options);
        all.stream().sorted(Comparator.comparing(Interaction::at)).forEach(tracker::count);
        return new Snapshot(Replay.of(all, end, options.halfLife()), null, tracker.minutes());
    }
}
