package io.graphbus.build;

import io.graphbus.check.EventChecks;
import io.graphbus.check.Origins;
import io.graphbus.check.Routes;
import io.graphbus.check.Routes.Route;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.AgentGraph.EdgeKind;
import io.graphbus.model.Loops;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.schema.Composition;
import io.graphbus.schema.Schema;
import io.graphbus.source.SourceIndex;
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

    private final Origins origins;
    private final Known known;

    private GraphBuilder(Origins origins, Known known) {
        this.origins = origins;
        this.known = known;
    }

    /**
     * What is known for certain: nobody is missed who may stand in a source that cannot be read.
     *
     * @param agents whether all agents are there
     * @param topics whether all that they publish and subscribe to is
     */
    record Known(boolean agents, boolean topics) {
        static final Known ALL = new Known(true, true);
    }

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
        return build(definitions, new Origins(SourceIndex.EMPTY), Known.ALL);
    }

    /** Joins agents whose sources are known. */
    static Built build(Collection<AgentDefinition> definitions, Origins origins, Known known) {
        GraphBuilder builder = new GraphBuilder(origins, known);
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
        Map<String, List<Schema>> sent = sent(agent);
        for (String topic : agent.publishes()) {
            published
                    .computeIfAbsent(topic, t -> new TreeMap<>())
                    .put(agent.name(), Composition.anyOf(sent.getOrDefault(topic, List.of())));
        }
    }

    /** Reported where a name is given rather than where a class has its own. */
    private void reportDuplicate(AgentDefinition one, AgentDefinition other) {
        boolean swap = origins.isNamed(one) && !origins.isNamed(other);
        AgentDefinition first = swap ? other : one;
        AgentDefinition second = swap ? one : other;
        report(
                ProblemCode.DUPLICATE_AGENT,
                origins.name(second),
                "the name "
                        + second.name()
                        + " is taken twice: by "
                        + first.className()
                        + " ("
                        + origins.of(first)
                        + ") and by "
                        + second.className()
                        + " ("
                        + origins.of(second)
                        + ")",
                "Give one of them another name with @Agent(name = ...); case does not count.");
    }

    /** What the agent's methods return to each topic; nothing where it publishes by hand. */
    private static Map<String, List<Schema>> sent(AgentDefinition agent) {
        Map<String, List<Schema>> sent = new HashMap<>();
        Stream.concat(
                        agent.methods().stream().map(MethodDefinition::publishes),
                        agent.subscriptions().stream().map(Subscription::publishes))
                .flatMap(List::stream)
                .forEach(
                        p ->
                                sent.computeIfAbsent(p.topic(), t -> new ArrayList<>())
                                        .add(p.payload()));
        return sent;
    }

    private Built finish() {
        List<Edge> dependencies = dependencies();
        Routes routes = new Routes(agents.values());
        List<Topic> all = topics(routes);
        List<Edge> events = events(all);
        List<List<String>> loops = Loops.find(agents.keySet(), dependencies);
        loops.forEach(this::reportLoop);
        List<String> order =
                loops.isEmpty()
                        ? Loops.dependenciesFirst(agents.keySet(), dependencies)
                        : List.copyOf(agents.keySet());
        problems.addAll(
                new EventChecks(agents.values(), all, published, routes, origins, isWhole())
                        .problems());
        AgentGraph graph =
                new AgentGraph(
                        List.copyOf(agents.values()),
                        all,
                        Stream.concat(dependencies.stream(), events.stream())
                                .sorted(EDGES)
                                .toList(),
                        order,
                        Loops.find(agents.keySet(), events));
        return new Built(graph, problems);
    }

    /** An agent whose name is taken twice is left out, with all that it publishes. */
    private boolean isWhole() {
        return known.topics()
                && problems.stream().noneMatch(p -> p.code() == ProblemCode.DUPLICATE_AGENT);
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
                } else if (known.agents()) {
                    report(
                            ProblemCode.UNKNOWN_DEPENDENCY,
                            origins.dependency(agent, needed),
                            agent.name() + " depends on " + needed + ", which does not exist",
                            Nearest.hint(needed, "agents", agents.keySet()));
                }
            }
        }
        return edges;
    }

    private List<Topic> topics(Routes routes) {
        TreeSet<String> names = new TreeSet<>(published.keySet());
        routes.all().stream()
                .map(route -> route.subscription().topic())
                .filter(TopicPattern::isConcrete)
                .forEach(pattern -> names.add(pattern.text()));
        return names.stream().map(name -> topic(name, routes)).toList();
    }

    private Topic topic(String name, Routes routes) {
        Map<String, Schema> publishers = published.getOrDefault(name, new TreeMap<>());
        return new Topic(
                name,
                List.copyOf(publishers.keySet()),
                routes.of(name).stream().map(GraphBuilder::subscriber).toList(),
                Composition.anyOf(List.copyOf(publishers.values())));
    }

    private static Topic.Subscriber subscriber(Route route) {
        return new Topic.Subscriber(
                route.agent().name(), route.subscription().handler(), route.subscription().id());
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
        AgentDefinition last = Objects.requireNonNull(agents.get(loop.getLast()));
        report(
                ProblemCode.DEPENDENCY_CYCLE,
                origins.dependency(last, loop.get(0)),
                "agents depend on each other in a circle: " + path + places(loop),
                "Remove one @DependsOn; let one agent of the circle react to an event instead.");
    }

    /** Where each agent of the circle names the next one, if sources tell. */
    private String places(List<String> loop) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            AgentDefinition agent = Objects.requireNonNull(agents.get(loop.get(i)));
            places.add(origins.dependency(agent, loop.get((i + 1) % loop.size())));
        }
        return " (" + String.join(", ", places) + ")";
    }

    private void report(ProblemCode code, String where, String message, String hint) {
        problems.add(Problem.of(code, where, message, hint));
    }
}
