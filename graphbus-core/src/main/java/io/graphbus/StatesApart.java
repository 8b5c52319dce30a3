package io.graphbus;

import io.graphbus.durable.DurableTopics;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds agents whose states a crash may leave behind what the log says of their deliveries. */
final class StatesApart {

    private StatesApart() {}

    static Optional<Problem> problem(
            List<AgentMaker> makers, DurableTopics topics, @Nullable StateStore store) {
        if (store == null || store.commitsWith(topics.log())) {
            return Optional.empty();
        }
        List<String> agents =
                makers.stream()
                        .map(AgentMaker::definition)
                        .filter(AgentDefinition::stateful)
                        .filter(agent -> hears(agent, topics))
                        .map(AgentDefinition::name)
                        .sorted()
                        .toList();
        return agents.isEmpty() ? Optional.empty() : Optional.of(problem(agents));
    }

    private static boolean hears(AgentDefinition agent, DurableTopics topics) {
        return agent.subscriptions().stream()
                .anyMatch(one -> topics.durability().concerns(one.topic()));
    }

    private static Problem problem(List<String> agents) {
        return Problem.of(
                ProblemCode.STATE_APART,
                "graphbus.state",
                "states are not committed with what becomes of durable deliveries: "
                        + agents.stream().limit(10).collect(Collectors.joining(", "))
                        + (agents.size() > 10 ? " and " + (agents.size() - 10) + " more" : ""),
                "Keep states in the log's database; after a crash an event may change such a state"
                        + " twice.");
    }
}
