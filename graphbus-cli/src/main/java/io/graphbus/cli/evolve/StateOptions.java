package io.graphbus.cli.evolve;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the kept state is. */
final class StateOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where state is kept; without it graphbus-data beside the nearest .graphbus, or here."
            })
    private @Nullable Path data;

    StateStore store() {
        return LocalSystem.states(data == null ? usual() : data);
    }

    private static Path usual() {
        Path here = Path.of("").toAbsolutePath();
        return ArtifactDirectory.find(here)
                .map(LocalSystem::usualData)
                .orElse(here.resolve("graphbus-data"));
    }

    /** One agent's state, or the problem that there is none. */
    static StoredState find(StateStore store, String agent) {
        return store.load(agent).orElseThrow(() -> missing(store, agent).toException());
    }

    /** Something is kept, whether it can be read or not. */
    static void require(StateStore store, String agent) {
        try {
            find(store, agent);
        } catch (GraphBusException e) {
            if (e.problem().code() != ProblemCode.STATE_CORRUPT) {
                throw e;
            }
        }
    }

    private static Problem missing(StateStore store, String agent) {
        List<String> known = store.list().stream().map(StoredState::agent).toList();
        return Problem.of(
                ProblemCode.NOT_FOUND,
                agent,
                "State not found: nothing is kept for " + agent,
                Nearest.hint(agent, "agents with state", known));
    }

    /** Asks and waits; only {@code y} and {@code yes} agree. */
    static boolean confirms(Console console, String question) {
        console.say(question + " [y/N]");
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
