package io.graphbus.cli.contract;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.CodeMigration;
import io.graphbus.migration.delivery.DeliveryUpgrades;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The migrations that a graph here would have: documents, and what the agents of the artifacts
 * declare, whose classes are loaded for it.
 */
record KnownMigrations(List<? extends Migration> documents, Optional<Path> artifacts) {

    /** Asks while the classes are there. */
    <T> T use(ContractSource source, Function<Upgrades, T> question) {
        List<AgentDefinition> declaring =
                artifacts
                        .map(path -> ArtifactDirectory.read(path).graph().agents())
                        .orElse(List.of())
                        .stream()
                        .filter(agent -> !agent.migrations().isEmpty())
                        .toList();
        if (declaring.isEmpty()) {
            return question.apply(upgrades(documents, source));
        }
        ClassLoader own = KnownMigrations.class.getClassLoader();
        try (ArtifactClassLoader loader =
                ArtifactDirectory.read(artifacts.orElseThrow()).classLoader(own)) {
            List<Migration> all = new ArrayList<>(documents);
            for (AgentDefinition agent : declaring) {
                Class<?> type = loader.agentClass(agent);
                all.addAll(CodeMigration.of(agent, type, () -> made(agent, type)));
            }
            return question.apply(upgrades(all, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Upgrades upgrades(List<? extends Migration> migrations, ContractSource source) {
        return DeliveryUpgrades.of(
                migrations,
                agent -> source.all().stream().filter(c -> c.agent().equals(agent)).toList());
    }

    /** For methods that are not static. */
    private static Object made(AgentDefinition agent, Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw Problem.of(
                            ProblemCode.NOT_CONSTRUCTIBLE,
                            agent.name(),
                            "a migration of " + agent.name() + " needs an agent: " + e,
                            "Make the method static, or ask a server that runs the agent.")
                    .toException(e);
        }
    }
}
