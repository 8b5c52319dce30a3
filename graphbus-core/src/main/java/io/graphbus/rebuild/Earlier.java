package io.graphbus.rebuild;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The artifacts of the build before, with what it left for this one. Immutable. */
public final class Earlier {

    private final ArtifactDirectory artifacts;
    private final String document;
    private final BuildState state;

    private Earlier(ArtifactDirectory artifacts, String document, BuildState state) {
        this.artifacts = artifacts;
        this.document = document;
        this.state = state;
    }

    /** The build that wrote a directory; empty when anything there was touched since. */
    public static Optional<Earlier> find(Path directory) {
        try {
            if (!ArtifactDirectory.isArtifacts(directory)) {
                return Optional.empty();
            }
            ArtifactDirectory artifacts = ArtifactDirectory.read(directory);
            String document = artifacts.state().orElse("");
            return BuildState.read(document)
                    .map(state -> new Earlier(artifacts, document, state))
                    .filter(Earlier::isIntact);
        } catch (GraphBusException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private boolean isIntact() {
        try {
            return artifacts.isIntact();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a build would give the same artifacts. */
    public boolean isCurrent(Snapshot now) {
        return state.isCurrent(now);
    }

    public AgentGraph graph() {
        return artifacts.graph();
    }

    public BuildSummary summary() {
        return artifacts.summary();
    }

    /** How to do only what has to be done again; empty when that is everything. */
    public Optional<Plan> plan(Snapshot now, Scanner.Input input) {
        if (state.whole()
                || !state.isOf(now)
                || now.sources().isEmpty()
                || !contracts(state.others()).equals(contracts(now.others()))) {
            return Optional.empty();
        }
        Map<String, Path> files = new LinkedHashMap<>();
        input.sources().forEach(file -> files.put(input.name(file), file));
        return Affected.of(
                        state,
                        now.sources(),
                        name -> words(Objects.requireNonNull(files.get(name))))
                .filter(affected -> affected.size() < files.size())
                .map(affected -> new Plan(this, files, affected));
    }

    /** Documents that say more of an agent than its source does. */
    private static Map<String, String> contracts(Map<String, String> others) {
        Map<String, String> documents = new LinkedHashMap<>(others);
        documents.keySet().removeIf(name -> !name.endsWith(".contract.json"));
        return documents;
    }

    static Words words(Path file) {
        try {
            return new Words(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ArtifactDirectory artifacts() {
        return artifacts;
    }

    BuildState state() {
        return state;
    }

    /** Whether another build has taken the place of this one meanwhile. */
    boolean isGone() {
        return !artifacts.state().equals(Optional.of(document));
    }

    /** Those agents whose classes were compiled from certain sources, by the class's source. */
    Map<AgentDefinition, String> agents(Predicate<String> sources) {
        Map<String, String> origins = new LinkedHashMap<>();
        state.sources()
                .forEach((name, source) -> source.classes().forEach(c -> origins.put(c, name)));
        Map<AgentDefinition, String> agents = new LinkedHashMap<>();
        for (AgentDefinition agent : artifacts.graph().agents()) {
            String origin = origins.get(agent.className());
            if (origin != null && sources.test(origin)) {
                agents.put(agent, origin);
            }
        }
        return agents;
    }
}
