package io.graphbus.contract;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a document beside an agent's class says of its contract: {@code Orders.contract.json} beside
 * {@code Orders}, laid out as a contract. Schemas in it are used in place of those of the Java
 * types, and it can say what types cannot: errors, deprecations, calls.
 */
public final class ExplicitContract {

    /** What the names of such documents end with. */
    public static final String SUFFIX = ".contract.json";

    private static final Set<String> SECTIONS =
            Set.of("methods", "publishes", "subscribes", "calls");

    private final AgentDefinition agent;
    private final String where;
    private final JsonNode document;

    private ExplicitContract(AgentDefinition agent, String where, JsonNode document) {
        this.agent = agent;
        this.where = where;
        this.document = document;
    }

    /**
     * An agent as its document wants it.
     *
     * @param problems why the document was left out
     */
    public record Applied(AgentDefinition agent, List<Problem> problems) {

        public Applied {
            problems = List.copyOf(problems);
        }
    }

    /** Reads the document of an agent's class, if there is one. */
    public static Applied apply(AgentDefinition agent, Class<?> type) {
        String file = type.getSimpleName() + SUFFIX;
        String where = type.getPackageName().replace('.', '/');
        where = where.isEmpty() ? file : where + "/" + file;
        try {
            Optional<String> text = text(type, file);
            return text.isEmpty()
                    ? new Applied(agent, List.of())
                    : new ExplicitContract(agent, where, Json.parse(text.get(), where)).applied();
        } catch (GraphBusException e) {
            return new Applied(agent, e.problems());
        }
    }

    private static Optional<String> text(Class<?> type, String file) {
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Applied applied() {
        List<Violation> faults = new ArrayList<>(ContractRules.faults(document));
        if (faults.isEmpty()) {
            names(faults);
        }
        if (!faults.isEmpty()) {
            Violation first = faults.getFirst();
            return new Applied(
                    agent,
                    List.of(
                            Problem.of(
                                            ProblemCode.INVALID_CONTRACT,
                                            where,
                                            "this is no contract of "
                                                    + agent.name()
                                                    + ": "
                                                    + first.message()
                                                    + " ("
                                                    + first.path()
                                                    + ")",
                                            "It has methods, publishes, subscribes and calls of the"
                                                    + " agent with JSON Schemas (2020-12) in them;"
                                                    + " @Contract says the rest.")
                                    .with(faults)));
        }
        return new Applied(
                agent.written(
                        Json.canonical(document),
                        agent.methods().stream().map(this::method).toList(),
                        agent.subscriptions().stream().map(this::subscription).toList()),
                List.of());
    }

    private void names(List<Violation> faults) {
        document.propertyNames().stream()
                .filter(name -> !SECTIONS.contains(name) && !name.startsWith("x-"))
                .forEach(name -> faults.add(new Violation("/" + name, "@Contract says that")));
        said(faults, "publishes", "version", "@Contract");
        said(faults, "subscribes", "versions", "@SchemaVersion");
        known(faults, "methods", agent.methods().stream().map(MethodDefinition::name).toList());
        known(faults, "publishes", agent.publishes());
        known(faults, "subscribes", topics());
    }

    /** What annotations say, and what is delivered by, is not said again. */
    private void said(List<Violation> faults, String section, String name, String annotation) {
        document.path(section)
                .properties()
                .forEach(
                        entry ->
                                handlers(entry.getValue())
                                        .filter(one -> one.has(name))
                                        .forEach(
                                                one ->
                                                        faults.add(
                                                                new Violation(
                                                                        pointer(
                                                                                section,
                                                                                entry.getKey(),
                                                                                name),
                                                                        annotation
                                                                                + " says that"))));
    }

    private static String pointer(String... names) {
        JsonPointer pointer = JsonPointer.empty();
        for (String name : names) {
            pointer = pointer.appendProperty(name);
        }
        return pointer.toString();
    }

    private Collection<String> topics() {
        return agent.subscriptions().stream()
                .map(s -> s.topic().text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void known(List<Violation> faults, String section, Collection<String> names) {
        for (String name : document.path(section).propertyNames()) {
            if (!names.contains(name)) {
                faults.add(
                        new Violation(
                                pointer(section, name),
                                "the agent has no such. " + Nearest.hint(name, section, names)));
            }
        }
    }

    private MethodDefinition method(MethodDefinition method) {
        JsonNode said = document.path("methods").path(method.name());
        return method.with(
                schema(said.path("input"), method.inputSchema()),
                schema(said.path("output"), method.outputSchema()),
                publications(method.publishes()));
    }

    private List<Publication> publications(List<Publication> derived) {
        return derived.stream()
                .map(
                        p ->
                                new Publication(
                                        p.topic(),
                                        p.key(),
                                        schema(
                                                document.path("publishes")
                                                        .path(p.topic())
                                                        .path("payload"),
                                                p.payload())))
                .toList();
    }

    private Subscription subscription(Subscription subscription) {
        JsonNode said =
                handlers(document.path("subscribes").path(subscription.topic().text()))
                        .filter(h -> isOf(h, subscription.handler()))
                        .findFirst()
                        .map(h -> h.path("accepts"))
                        .orElse(MissingNode.getInstance());
        return subscription.with(
                schema(said, subscription.payloadSchema()), publications(subscription.publishes()));
    }

    private static Stream<JsonNode> handlers(JsonNode entry) {
        return entry.isArray() ? entry.valueStream() : Stream.of(entry);
    }

    private static boolean isOf(JsonNode entry, String handler) {
        return entry.path("handler").asString(handler).equals(handler);
    }

    private static Schema schema(JsonNode said, Schema derived) {
        if (said.isNull()) {
            return Schema.ANY;
        }
        return said.isMissingNode() ? derived : new Schema(said);
    }
}
