package io.graphbus.server.application.registration;

import io.graphbus.artifact.GraphDocument;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What no schema can say: names that lead nowhere, things that are there twice. */
final class RegistrationFaults {

    private static final Duration LONGEST_REFRESH = Duration.ofDays(1);

    private final JsonNode graph;
    private final Set<String> agents;
    private final List<Violation> faults = new ArrayList<>();

    private RegistrationFaults(JsonNode graph) {
        this.graph = graph;
        this.agents =
                graph.get("nodes")
                        .valueStream()
                        .map(node -> node.get("name").stringValue())
                        .collect(Collectors.toSet());
    }

    /** The faults of a registration that has the right shape. */
    static List<Violation> of(JsonNode sent) {
        var check = new RegistrationFaults(sent.get("graph"));
        check.nodes();
        check.edges();
        check.known("/graph/activationOrder", check.graph.path("activationOrder"));
        check.cycles();
        check.agents();
        check.topics();
        check.contracts(sent.get("contracts"));
        check.refresh(sent.at("/instance/refresh"));
        check.faults.addAll(References.outside(sent));
        if (check.faults.isEmpty()) {
            check.readable();
        }
        return check.faults;
    }

    private void nodes() {
        Set<String> seen = new HashSet<>();
        each(
                "/graph/nodes",
                graph.get("nodes"),
                (at, node) -> {
                    String name = node.get("name").stringValue();
                    require(
                            seen.add(name.toLowerCase(Locale.ROOT)),
                            at + "/name",
                            name + " is there twice, ignoring case");
                });
    }

    private void edges() {
        each(
                "/graph/edges",
                graph.path("edges"),
                (at, edge) -> {
                    known(at + "/from", edge.get("from"));
                    known(at + "/to", edge.get("to"));
                    require(
                            !"EVENT".equals(edge.get("kind").stringValue()) || edge.has("topic"),
                            at,
                            "is an EVENT without a topic");
                });
    }

    private void cycles() {
        each("/graph/cycles", graph.path("cycles"), this::known);
    }

    private void agents() {
        Set<String> described = new HashSet<>();
        each(
                "/graph/agents",
                graph.path("agents"),
                (at, agent) -> {
                    String name = agent.get("name").stringValue();
                    known(at + "/name", agent.get("name"));
                    require(described.add(name), at + "/name", name + " is there twice");
                    known(at + "/dependencies", agent.get("dependencies"));
                    version(at + "/contractVersion", agent.get("contractVersion"));
                    each(
                            at + "/subscriptions",
                            agent.get("subscriptions"),
                            (where, s) ->
                                    text(
                                            s,
                                            where,
                                            "schemaVersion",
                                            Version::isRange,
                                            "is no range of versions"));
                });
        if (graph.has("agents")) {
            agents.stream()
                    .filter(name -> !described.contains(name))
                    .sorted()
                    .forEach(name -> fault("/graph/agents", "lacks " + name));
        }
    }

    private void topics() {
        Set<String> seen = new HashSet<>();
        each(
                "/graph/topics",
                graph.path("topics"),
                (at, topic) -> {
                    String name = topic.get("name").stringValue();
                    require(seen.add(name), at + "/name", name + " is there twice");
                    known(at + "/publishers", topic.get("publishers"));
                    each(
                            at + "/subscribers",
                            topic.get("subscribers"),
                            (where, s) -> known(where + "/agent", s.get("agent")));
                });
    }

    private void contracts(JsonNode contracts) {
        Set<String> seen = new HashSet<>();
        each(
                "/contracts",
                contracts,
                (at, contract) -> {
                    known(at + "/agent", contract.get("agent"));
                    version(at + "/version", contract.get("version"));
                    String id =
                            contract.get("agent").stringValue()
                                    + "@"
                                    + contract.get("version").stringValue();
                    require(seen.add(id), at, id + " is there twice");
                    contract.path("publishes")
                            .forEachEntry(
                                    (topic, promise) ->
                                            text(
                                                    promise,
                                                    at + "/publishes/" + escaped(topic),
                                                    "version",
                                                    Version::isValid,
                                                    "is no semantic version"));
                });
    }

    private void refresh(JsonNode refresh) {
        refresh.stringValueOpt()
                .ifPresent(
                        text -> {
                            try {
                                Duration every = Duration.parse(text);
                                require(
                                        every.isPositive() && every.compareTo(LONGEST_REFRESH) <= 0,
                                        "/instance/refresh",
                                        "is not between nothing and a day");
                            } catch (DateTimeException e) {
                                fault("/instance/refresh", "is no duration such as PT30S");
                            }
                        });
    }

    /** The graph must be one that our own classes can read again. */
    private void readable() {
        if (graph.has("agents")) {
            try {
                GraphDocument.read(graph);
            } catch (GraphBusException e) {
                fault("/graph", e.problem().message());
            }
        }
    }

    private void known(String at, JsonNode names) {
        if (names.isArray()) {
            each(at, names, this::known);
        } else if (names.isString() && !agents.contains(names.stringValue())) {
            fault(at, "names " + names.stringValue() + ", which is no node of the graph");
        }
    }

    private void version(String at, JsonNode version) {
        require(Version.isValid(version.stringValue()), at, "is no semantic version");
    }

    private void text(
            JsonNode owner, String at, String member, Predicate<String> rule, String message) {
        owner.path(member)
                .stringValueOpt()
                .filter(rule.negate())
                .ifPresent(text -> fault(at + "/" + member, message));
    }

    private void require(boolean fine, String at, String message) {
        if (!fine) {
            fault(at, message);
        }
    }

    private void fault(String at, String message) {
        faults.add(new Violation(at, message));
    }

    private static void each(String at, JsonNode items, Visitor visitor) {
        for (int i = 0; i < items.size(); i++) {
            visitor.visit(at + "/" + i, items.get(i));
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Looks at one item of a list. */
    private interface Visitor {
        void visit(String at, JsonNode item);
    }
}
