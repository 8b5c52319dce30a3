package io.graphbus.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Composition;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The promise of one agent in one version. Two contracts are the same when their documents are.
 *
 * @param document canonical JSON
 * @param hash SHA-256 of the document, in lower-case hex
 */
public record AgentContract(
        String agent, Version version, Stability stability, String document, String hash) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String AGENT = "agent";
    private static final String VERSION = "version";
    private static final String STABILITY = "stability";

    /** The contract that an agent's code makes. */
    public static AgentContract of(AgentDefinition agent) {
        return contract(
                agent.name(),
                agent.contract().version(),
                agent.contract().stability(),
                tree(agent));
    }

    /** A contract as it was registered. */
    public static AgentContract of(StoredContract stored) {
        return new AgentContract(
                stored.agent(),
                stored.version(),
                stored.stability(),
                stored.document(),
                stored.hash());
    }

    /**
     * The contract that a document makes, which has at least agent, version and stability.
     *
     * @throws IllegalArgumentException when one of them is missing or makes no sense
     */
    public static AgentContract read(JsonNode document) {
        String stability = text(document, STABILITY);
        return Arrays.stream(Stability.values())
                .filter(known -> lower(known).equals(stability))
                .findFirst()
                .map(
                        known ->
                                contract(
                                        text(document, AGENT),
                                        Version.of(text(document, VERSION)),
                                        known,
                                        document))
                .orElseThrow(() -> new IllegalArgumentException("no such stability: " + stability));
    }

    /**
     * The contract that somebody wrote, which may leave out what it is called and how firm it is.
     *
     * @param stability for a document that has none
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CONTRACT} with each place that
     *     is wrong
     */
    public static AgentContract written(
            String agent, Version version, Stability stability, JsonNode document) {
        String where = agent + "@" + version;
        List<Violation> faults = new ArrayList<>(ContractRules.faults(document));
        if (!ContractRules.isName(agent)) {
            faults.add(new Violation("/" + AGENT, "not the name of an agent: " + agent));
        }
        if (document instanceof ObjectNode object && faults.isEmpty()) {
            ObjectNode whole = NODES.objectNode().put(STABILITY, lower(stability)).setAll(object);
            faults.addAll(contradictions(document, Map.of(AGENT, agent, VERSION, version.text())));
            if (faults.isEmpty()) {
                return read(whole.put(AGENT, agent).put(VERSION, version.text()));
            }
        }
        throw Problem.of(
                        ProblemCode.INVALID_CONTRACT,
                        where,
                        "this is no contract: "
                                + faults.getFirst().message()
                                + " ("
                                + faults.getFirst().path()
                                + ")",
                        "It has methods, publishes and subscribes with JSON Schemas (2020-12) in"
                                + " them.")
                .with(faults)
                .toException();
    }

    private static List<Violation> contradictions(JsonNode document, Map<String, String> said) {
        return said.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(e -> !document.path(e.getKey()).asString(e.getValue()).equals(e.getValue()))
                .map(
                        e ->
                                new Violation(
                                        "/" + e.getKey(),
                                        "it says "
                                                + document.path(e.getKey())
                                                + " where "
                                                + e.getValue()
                                                + " was asked for"))
                .toList();
    }

    private static AgentContract contract(
            String agent, Version version, Stability stability, JsonNode tree) {
        String document = Json.canonical(tree);
        return new AgentContract(
                agent,
                version,
                stability,
                document,
                Json.sha256(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(JsonNode document, String member) {
        JsonNode value = document.path(member);
        if (!value.isString()) {
            throw new IllegalArgumentException("the contract has no " + member);
        }
        return value.stringValue();
    }

    private static ObjectNode tree(AgentDefinition agent) {
        ObjectNode tree =
                NODES.objectNode()
                        .put(AGENT, agent.name())
                        .put(VERSION, agent.contract().version().text())
                        .put(STABILITY, lower(agent.contract().stability()));
        tree.putObject("compat")
                .put("reader", agent.contract().reader().name())
                .put("writer", agent.contract().writer().name());
        tree.set("methods", methods(agent));
        tree.set("publishes", publishes(agent));
        tree.set("subscribes", subscribes(agent));
        return agent.contract().written().isEmpty()
                ? tree
                : WrittenParts.merged(
                        tree.deepCopy(), Json.MAPPER.readTree(agent.contract().written()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode methods(AgentDefinition agent) {
        ObjectNode methods = NODES.objectNode();
        for (MethodDefinition method : agent.methods()) {
            methods.putObject(method.name())
                    .set("input", method.inputSchema().json())
                    .set("output", method.outputSchema().json());
        }
        return methods;
    }

    private static ObjectNode publishes(AgentDefinition agent) {
        ObjectNode publishes = NODES.objectNode();
        for (String topic : agent.publishes()) {
            List<Publication> publications =
                    publications(agent).filter(p -> p.topic().equals(topic)).toList();
            Schema payload =
                    Composition.anyOf(publications.stream().map(Publication::payload).toList());
            ObjectNode entry = publishes.putObject(topic);
            entry.set("payload", payload.json());
            entry.put(VERSION, agent.payloadVersion(topic).text());
            publications.stream()
                    .flatMap(p -> Stream.ofNullable(p.key()))
                    .findFirst()
                    .ifPresent(key -> entry.put("key", key));
        }
        return publishes;
    }

    private static Stream<Publication> publications(AgentDefinition agent) {
        return Stream.concat(
                agent.methods().stream().flatMap(m -> m.publishes().stream()),
                agent.subscriptions().stream().flatMap(s -> s.publishes().stream()));
    }

    /** By topic; an array where several handlers take the same one. */
    private static ObjectNode subscribes(AgentDefinition agent) {
        TreeMap<String, ArrayNode> byTopic = new TreeMap<>();
        for (Subscription subscription : agent.subscriptions()) {
            byTopic.computeIfAbsent(subscription.topic().text(), t -> NODES.arrayNode())
                    .add(subscription(subscription));
        }
        ObjectNode subscribes = NODES.objectNode();
        byTopic.forEach((topic, all) -> subscribes.set(topic, all.size() == 1 ? all.get(0) : all));
        return subscribes;
    }

    private static ObjectNode subscription(Subscription subscription) {
        ObjectNode entry = NODES.objectNode().put("handler", subscription.handler());
        entry.set("accepts", subscription.payloadSchema().json());
        return entry.put(
                "versions",
                subscription.schemaVersion() == null ? "*" : subscription.schemaVersion());
    }
}
