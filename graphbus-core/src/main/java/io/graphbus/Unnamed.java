package io.graphbus;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.Durability;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.model.Subscription;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.AgentMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds subscriptions to durable topics that would lose their place in the log when somebody
 * renames a class or a method.
 */
final class Unnamed {

    private static final int MOST_SHOWN = 10;

    private Unnamed() {}

    static Optional<Problem> problem(List<AgentMaker> makers, Durability durability) {
        List<String> found = found(makers, durability);
        return found.isEmpty() ? Optional.empty() : Optional.of(problem(found));
    }

    private static List<String> found(List<AgentMaker> makers, Durability durability) {
        List<String> found = new ArrayList<>();
        for (AgentMaker maker : makers) {
            boolean named = hasName(maker);
            for (Subscription subscription : maker.definition().subscriptions()) {
                if (durability.concerns(subscription.topic())) {
                    boolean known = hasId(maker.type(), subscription);
                    if (!named || !known) {
                        String lacks = named ? "id" : known ? "agent name" : "agent name and id";
                        found.add(
                                maker.definition().name()
                                        + "."
                                        + subscription.id()
                                        + " ("
                                        + lacks
                                        + ")");
                    }
                }
            }
        }
        return found;
    }

    /** Whether it keeps its name when its class is renamed. */
    private static boolean hasName(AgentMaker maker) {
        String name = maker.definition().name();
        return !name.equals(maker.type().getSimpleName())
                || AgentMethods.find(maker.type(), Agent.class)
                        .filter(agent -> agent.name().equals(name))
                        .isPresent();
    }

    private static boolean hasId(Class<?> type, Subscription subscription) {
        String handler = subscription.handler();
        return AgentMethods.of(type).stream()
                .filter(member -> member.name().equals(handler))
                .flatMap(member -> member.annotation(Subscribes.class).stream())
                .noneMatch(annotation -> annotation.id().isEmpty());
    }

    private static Problem problem(List<String> found) {
        String shown = found.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        int more = found.size() - MOST_SHOWN;
        return Problem.of(
                ProblemCode.SUBSCRIPTION_UNNAMED,
                "graphbus.durability",
                "subscriptions to durable topics are known by names that nobody gave them: "
                        + shown
                        + (more > 0 ? " and " + more + " more" : ""),
                "Write @Agent(name = ...) and @Subscribes(id = ...): only with these they go on"
                        + " where they were after class or method are renamed.");
    }
}
