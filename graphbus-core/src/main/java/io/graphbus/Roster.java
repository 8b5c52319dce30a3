package io.graphbus;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.GraphBuilder;
import io.graphbus.contract.ExplicitContract;
import io.graphbus.extract.Extractor;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agents that a graph is put together from, and what is wrong with them. */
final class Roster {

    private final List<AgentMaker> makers = new ArrayList<>();
    private final Map<Class<?>, Optional<AgentDefinition>> read = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Extractor extractor = Extractor.forInstances();

    List<AgentMaker> makers() {
        return makers;
    }

    void agent(@Nullable String name, Object agent) {
        if (agent instanceof Class<?> type) {
            add(name, type, definition -> AgentMaker.of(definition, type));
        } else {
            agent(name, agent.getClass(), () -> agent);
        }
    }

    void agent(@Nullable String name, Class<?> type, Supplier<?> instance) {
        add(name, type, definition -> AgentMaker.of(definition, type, instance));
    }

    /** Each class is read once, however many agents there are of it. */
    private void add(
            @Nullable String name, Class<?> type, Function<AgentDefinition, AgentMaker> maker) {
        AgentDefinition definition =
                read.computeIfAbsent(type, this::read).map(d -> named(name, d)).orElse(null);
        if (definition != null) {
            makers.add(maker.apply(definition));
        }
    }

    private Optional<AgentDefinition> read(Class<?> type) {
        Extractor.Extraction extraction = extractor.extract(type);
        problems.addAll(extraction.problems());
        if (extraction.agent() == null) {
            return Optional.empty();
        }
        ExplicitContract.Applied applied = ExplicitContract.apply(extraction.agent(), type);
        problems.addAll(applied.problems());
        return Optional.of(applied.agent());
    }

    private AgentDefinition named(@Nullable String name, AgentDefinition definition) {
        if (name == null) {
            return definition;
        }
        Extractor.invalidName(definition.className(), name).ifPresent(problems::add);
        return definition.named(name);
    }

    /** Adds the agents of a build. */
    void load(ArtifactDirectory built, ArtifactClassLoader loader) {
        for (AgentDefinition agent : built.graph().agents()) {
            makers.add(
                    AgentMaker.of(agent, loader.agentClass(agent), loader.dispatcherClass(agent)));
        }
    }

    /** The graph that all agents make. */
    AgentGraph joined() {
        GraphBuilder.Built joined =
                GraphBuilder.build(makers.stream().map(AgentMaker::definition).toList());
        problems.addAll(joined.problems());
        return joined.graph();
    }

    /**
     * Says all that is wrong, or odd.
     *
     * @param migrating whether there are migrations beside those that agents declare, which may
     *     lead where these do not
     */
    void check(boolean migrating) {
        List<Problem> errors =
                problems.stream().filter(p -> p.severity() == Severity.ERROR).toList();
        if (!errors.isEmpty()) {
            throw new GraphBusException(errors, null);
        }
        problems.stream()
                .filter(p -> !migrating || p.code() != ProblemCode.VERSION_NOT_READ)
                .forEach(Remarks::say);
        problems.clear();
        read.clear();
    }
}
