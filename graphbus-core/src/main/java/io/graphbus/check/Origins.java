package io.graphbus.check;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.source.SourceIndex;
import io.graphbus.source.SourceIndex.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where what agents declare stands: as exactly as the sources are known, otherwise by name.
 *
 * @param sources empty for agents without sources
 */
public record Origins(SourceIndex sources) {

    /** The class's declaration. */
    public String of(AgentDefinition agent) {
        return sources.type(agent.className())
                .map(Place::toString)
                .orElseGet(() -> file(agent, agent.source().line(), agent.className()));
    }

    /** The agent's name, where it is given, otherwise the class. */
    public String name(AgentDefinition agent) {
        return mark(agent, "Agent", "name", agent.name()).orElseGet(() -> of(agent));
    }

    /** Whether the name is given, and not just that of the class. */
    public boolean isNamed(AgentDefinition agent) {
        return !agent.className().endsWith(agent.name());
    }

    public String dependency(AgentDefinition agent, String name) {
        return mark(agent, "DependsOn", "value", name).orElseGet(() -> of(agent));
    }

    private Optional<String> mark(
            AgentDefinition agent, String annotation, String element, String value) {
        return sources.mark(agent.className(), "", annotation, element, value).map(Place::toString);
    }

    /** The handler's declaration. */
    String handler(AgentDefinition agent, Subscription subscription) {
        return sources.member(agent.className(), subscription.handler())
                .map(Place::toString)
                .orElseGet(
                        () ->
                                file(
                                        agent,
                                        subscription.line(),
                                        agent.name() + "." + subscription.handler()));
    }

    /** A value of the subscription's annotation. */
    String of(AgentDefinition agent, Subscription subscription, String element, String value) {
        return sources.mark(agent.className(), subscription.handler(), "Subscribes", element, value)
                .map(Place::toString)
                .orElseGet(() -> handler(agent, subscription));
    }

    /** A character of a text in the subscription's annotation. */
    String inside(
            AgentDefinition agent,
            Subscription subscription,
            String element,
            String value,
            int offset) {
        String type = agent.className();
        String handler = subscription.handler();
        return sources.inside(type, handler, "Subscribes", element, value, offset)
                .map(Place::toString)
                .orElseGet(() -> handler(agent, subscription));
    }

    /** Where an agent says that it publishes to the topic. */
    String publishes(AgentDefinition agent, String topic) {
        Stream<String> members =
                Stream.concat(
                        agent.methods().stream()
                                .filter(m -> publishes(m.publishes(), topic))
                                .map(m -> m.name()),
                        agent.subscriptions().stream()
                                .filter(s -> publishes(s.publishes(), topic))
                                .map(Subscription::handler));
        return Stream.concat(members, Stream.of(""))
                .flatMap(
                        member ->
                                sources
                                        .mark(
                                                agent.className(),
                                                member,
                                                "Publishes",
                                                "value",
                                                topic)
                                        .stream())
                .findFirst()
                .map(Place::toString)
                .orElseGet(() -> of(agent));
    }

    private static boolean publishes(List<Publication> publications, String topic) {
        return publications.stream().anyMatch(p -> p.topic().equals(topic));
    }

    private static String file(AgentDefinition agent, int line, String otherwise) {
        return agent.source().file() == null || line == 0
                ? otherwise
                : agent.source().file() + ":" + line;
    }
}
