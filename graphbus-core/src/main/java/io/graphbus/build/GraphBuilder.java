package io.graphbus.build;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.AgentGraph.EdgeKind;
import io.graphbus.model.Loops;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.schema.Composition;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Joins agents to a graph and finds what does not fit together. Used once, by one thread. */
public final class GraphBuilder {

    private final List<Problem> problems = new ArrayList<>();
    private final TreeMap<String, AgentDefinition> agents = new TreeMap<>();
    private final Map<String, AgentDefinition> byLowerCase = new HashMap<>();
    private final TreeMap<String, TreeMap<String, Schema>> published = new TreeMap<>();

    private GraphBuilder() {}

    /**
     * A graph with what was noticed.
     *
     * @param graph of all agents; of no use when a problem is an error
     * @param problems errors, warnings and notes
     */
    public record Built(AgentGraph graph, List<Problem> problems) {

        public Built {
            problems = List.copyOf(problems);
        }

        /** The graph, unless something is wrong with it. */
        public AgentGraph orThrow() {
            List<Problem> errors =
                    problems.stream().filter(p -> p.severity() == Severity.ERROR).toList();
            if (!errors.isEmpty()) {
                throw new GraphBusException(errors, null);
            }
            return graph;
        }
    }

    /** Joins the agents; their order does not matter. */
    public static Built build(Collection<AgentDefinition> definitions) {
        GraphBuilder builder = new GraphBuilder();
        definitions.stream()
                .sorted(
                        Comparator.comparing(AgentDefinition::name)
                                .thenComparing(AgentDefinition::className))
                .forEach(builder::add);
        return builder.finish();
    }

    private void add(AgentDefinition agent) {
        String key = agent.name().toLowerCase(Locale.ROOT);
        AgentDefinition same = byLowerCase.putIfAbsent(key, agent);
        if (same != null) {
            reportDuplicate(same, agent);
            return;
        }
        agents.put(agent.name(), agent);
        for (String topic : agent.publishes()) {
            published
                    .computeIfAbsent(topic, t -> new TreeMap<>())
                    .put(agent.name(), payload(agent, topic));
        }
    }

    private void reportDuplicate(AgentDefinition first, AgentDefinition second) {
        report(
                ProblemCode.DUPLICATE_AGENT,
                where(second),
                "the name "
                        + second.name()
                        + " is taken twice: by "
                        + first.className()
                        + " ("
                        + where(first)
                        + ") and by "
                        + second.className()
                        + " ("
                        + where(second)
                        + ")",
                "Give one of them another name with @Agent(name = ...); case does not count.");
    }

    /**
     * What the agent sends to the topic: what its methods return, or anything when it publishes by
     * hand.
     */
    private static Schema payload(AgentDefinition agent, String topic) {
        List<Schema> sent =
                Stream.concat(
                                agent.methods().stream().map(MethodDefinition::publishes),
                                agent.subscriptions().stream().map(Subscription::publishes))
                        .flatMap(List::stream)
                        .filter(p -> p.topic().equals(topic))
                        .map(Publication::payload)
                        .toList();
        return Composition.anyOf(sent);
    }

    private Built finish() {
        List<Edge> dependencies = dependencies();
        List<Topic> topics = topics();
        List<Edge> events = events(topics);
        List<List<String>> loops = Loops.find(agents.keySet(), dependencies);
        loops.forEach(this::reportLoop);
        List<String> order =
                loops.isEmpty()
                        ? Loops.dependenciesFirst(agents.keySet(), dependencies)
                        : List.copyOf(agents.keySet());
        problems.addAll(new EventChecks(agents.values(), topics, published).problems());
        AgentGraph graph =
                new AgentGraph(
                        List.copyOf(agents.values()),
                        topics,
                        Stream.concat(dependencies.stream(), events.stream())
                                .sorted(EDGES)
                                .toList(),
                        order,
                        Loops.find(agents.keySet(), events));
        return new Built(graph, problems);
    }

    private static final Comparator<Edge> EDGES =
            Comparator.comparing(Edge::from)
                    .thenComparing(Edge::to)
                    .thenComparing(Edge::kind)
                    .thenComparing(Edge::topic, Comparator.nullsFirst(Comparator.naturalOrder()));

    private List<Edge> dependencies() {
        List<Edge> edges = new ArrayList<>();
        for (AgentDefinition agent : agents.values()) {
            for (String needed : agent.dependencies()) {
                if (agents.containsKey(needed)) {
                    edges.add(new Edge(agent.name(), needed, EdgeKind.DEPENDS_ON, null));
                } else {
                    report(
                            ProblemCode.UNKNOWN_DEPENDENCY,
                            where(agent),
                            agent.name() + " depends on " + needed + ", which does not exist",
                            Nearest.hint(needed, "agents", agents.keySet()));
                }
            }
        }
        return edges;
    }

    private List<Topic> topics() {
        TreeSet<String> names = new TreeSet<>(published.keySet());
        subscriptions()
                .map(e -> e.getValue().topic())
                .filter(pattern -> pattern.isConcrete())
                .forEach(pattern -> names.add(pattern.text()));
        return names.stream().map(this::topic).toList();
    }

    private Topic topic(String name) {
        Map<String, Schema> publishers = published.getOrDefault(name, new TreeMap<>());
        List<Topic.Subscriber> subscribers =
                subscriptions()
                        .filter(e -> e.getValue().topic().matches(name))
                        .map(
                                e ->
                                        new Topic.Subscriber(
                                                e.getKey().name(),
                                                e.getValue().handler(),
                                                e.getValue().id()))
                        .toList();
        return new Topic(
                name,
                List.copyOf(publishers.keySet()),
                subscribers,
                Composition.anyOf(List.copyOf(publishers.values())));
    }

    private Stream<Map.Entry<AgentDefinition, Subscription>> subscriptions() {
        return agents.values().stream()
                .flatMap(a -> a.subscriptions().stream().map(s -> Map.entry(a, s)));
    }

    private static List<Edge> events(List<Topic> topics) {
        List<Edge> edges = new ArrayList<>();
        for (Topic topic : topics) {
            for (String publisher : topic.publishers()) {
                topic.subscribers().stream()
                        .map(Topic.Subscriber::agent)
                        .distinct()
                        .forEach(to -> edges.add(event(publisher, to, topic.name())));
            }
        }
        return edges;
    }

    private static Edge event(String from, String to, String topic) {
        return new Edge(from, to, EdgeKind.EVENT, topic);
    }

    private void reportLoop(List<String> loop) {
        String path = String.join(" -> ", loop) + " -> " + loop.get(0);
        report(
                ProblemCode.DEPENDENCY_CYCLE,
                where(Objects.requireNonNull(agents.get(loop.get(0)))),
                "agents depend on each other in a circle: " + path,
                "Remove one @DependsOn; let one agent of the circle react to an event instead.");
    }

    private static String where(AgentDefinition agent) {
        return agent.source().file() == null
                ? agent.className()
                : agent.source().file() + ":" + agent.source().line();
    }

    private void report(ProblemCode code, String where, String message, String hint) {
        problems.add(Problem.of(code, where, message, hint));
    }
}
