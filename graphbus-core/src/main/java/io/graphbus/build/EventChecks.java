package io.graphbus.build;

import io.graphbus.filter.Filter;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds publishers and subscribers that miss each other or do not fit together. */
final class EventChecks {

    private final Collection<AgentDefinition> agents;
    private final List<Topic> topics;
    private final Map<String, TreeMap<String, Schema>> published;
    private final List<Problem> problems = new ArrayList<>();

    /** Agents of one class share their subscriptions, and need their filters checked once. */
    private final Set<Subscription> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Checks at once.
     *
     * @param published payload schemas by topic and publishing agent
     */
    EventChecks(
            Collection<AgentDefinition> agents,
            List<Topic> topics,
            Map<String, TreeMap<String, Schema>> published) {
        this.agents = agents;
        this.topics = topics;
        this.published = published;
        agents.forEach(agent -> agent.subscriptions().forEach(s -> check(agent, s)));
        topics.forEach(this::check);
    }

    List<Problem> problems() {
        return problems;
    }

    private void check(AgentDefinition agent, Subscription subscription) {
        String pattern = subscription.topic().text();
        if (published.keySet().stream().noneMatch(subscription.topic()::matches)) {
            report(
                    ProblemCode.NO_PUBLISHER,
                    where(agent, subscription),
                    "no agent publishes to " + pattern,
                    nearest(pattern, published.keySet()) + "Events can still come from outside.");
        }
        if (subscription.filter() != null && checked.add(subscription)) {
            checkFilter(agent, subscription, subscription.filter());
        }
        topics.stream()
                .filter(topic -> subscription.topic().matches(topic.name()))
                .forEach(topic -> check(agent, subscription, topic));
    }

    private void checkFilter(AgentDefinition agent, Subscription subscription, String filter) {
        try {
            Filter.compile(filter, names(subscription));
        } catch (GraphBusException e) {
            Problem problem = e.problem();
            report(
                    problem.code(),
                    where(agent, subscription),
                    "the filter of " + subscription.id() + ", " + filter + ": " + problem.message(),
                    problem.hint());
        }
    }

    /**
     * The payload's fields as publishers and the handler know them; {@code null} when somebody may
     * send anything.
     */
    private @Nullable Set<String> names(Subscription subscription) {
        TreeSet<String> names = new TreeSet<>();
        List<Schema> schemas = new ArrayList<>();
        published.forEach(
                (topic, senders) -> {
                    if (subscription.topic().matches(topic)) {
                        schemas.addAll(senders.values());
                    }
                });
        if (schemas.isEmpty()) {
            schemas.add(subscription.payloadSchema());
        }
        for (Schema schema : schemas) {
            if (schema.properties().isEmpty()) {
                return null;
            }
            names.addAll(schema.properties().get());
        }
        subscription.payloadSchema().properties().ifPresent(names::addAll);
        return names;
    }

    private static String nearest(String topic, Collection<String> known) {
        return Nearest.to(topic, known).map(other -> "Did you mean " + other + "? ").orElse("");
    }

    private void check(AgentDefinition agent, Subscription subscription, Topic topic) {
        Optional<String> wanted = subscription.payloadSchema().type();
        published
                .getOrDefault(topic.name(), new TreeMap<>())
                .forEach(
                        (publisher, schema) -> {
                            Optional<String> sent = schema.type();
                            if (wanted.isPresent() && sent.isPresent() && !fits(sent, wanted)) {
                                String message =
                                        agent.name()
                                                + "."
                                                + subscription.handler()
                                                + " takes JSON of type "
                                                + wanted.get()
                                                + ", but "
                                                + publisher
                                                + " publishes "
                                                + sent.get()
                                                + " to "
                                                + topic.name();
                                report(
                                        ProblemCode.PAYLOAD_MISMATCH,
                                        where(agent, subscription),
                                        message,
                                        "Take the payload's type, or JsonNode or Event.");
                            }
                        });
    }

    private static boolean fits(Optional<String> sent, Optional<String> wanted) {
        return sent.equals(wanted)
                || (sent.equals(Optional.of("integer")) && wanted.equals(Optional.of("number")));
    }

    private void check(Topic topic) {
        if (topic.subscribers().isEmpty()) {
            List<String> subscribed =
                    agents.stream()
                            .flatMap(agent -> agent.subscriptions().stream())
                            .map(subscription -> subscription.topic().text())
                            .distinct()
                            .toList();
            report(
                    ProblemCode.NO_SUBSCRIBER,
                    topic.name(),
                    "nobody subscribes to " + topic.name(),
                    nearest(topic.name(), subscribed) + "Its events are kept in the history only.");
        }
    }

    private static String where(AgentDefinition agent, Subscription subscription) {
        return agent.source().file() == null || subscription.line() == 0
                ? agent.name() + "." + subscription.handler()
                : agent.source().file() + ":" + subscription.line();
    }

    private void report(ProblemCode code, String where, String message, String hint) {
        problems.add(Problem.of(code, where, message, hint));
    }
}
