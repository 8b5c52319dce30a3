package io.graphbus.migration.delivery;

import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.compat.Compatibility;
import io.graphbus.contract.AgentContract;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Refuses what an agent publishes against its own contract, at the publish: what is compared when
 * contracts are, that a writer sends only what it declares, is so. Events of other versions than
 * the agent's contract has, and those from outside, are not looked at. Usable from any thread.
 */
public final class WrittenPayloads implements PublishInterceptor {

    private static final String PUBLISHES = "publishes";

    private final Map<Place, Promise> promises = new HashMap<>();
    private final Set<String> topics;

    public WrittenPayloads(Collection<AgentDefinition> agents) {
        agents.forEach(this::read);
        this.topics = promises.keySet().stream().map(Place::topic).collect(Collectors.toSet());
    }

    private record Place(String agent, String topic) {}

    /** What an agent said of the payloads it sends to a topic. */
    private record Promise(String version, SchemaValidator written) {

        List<Violation> faults(JsonNode tree) {
            List<Violation> faults = written.validate(tree);
            return faults.isEmpty() || written.acceptsAsIs(tree) ? List.of() : faults;
        }
    }

    private void read(AgentDefinition agent) {
        JsonNode contract = Json.MAPPER.readTree(AgentContract.of(agent).document());
        for (Map.Entry<String, JsonNode> topic : contract.path(PUBLISHES).properties()) {
            JsonNode payload = topic.getValue().path("payload");
            if (!payload.isMissingNode() && !new Schema(payload).equals(Schema.ANY)) {
                promises.put(
                        new Place(agent.name(), topic.getKey()),
                        new Promise(
                                topic.getValue()
                                        .path("version")
                                        .asString(agent.writtenVersion(topic.getKey())),
                                SchemaValidator.alone(new Schema(Compatibility.written(payload)))));
            }
        }
    }

    @Override
    public boolean appliesTo(String topic) {
        return topics.contains(topic);
    }

    @Override
    public Receipt intercept(Publishing publishing, Next next) {
        require(publishing);
        return next.proceed(publishing);
    }

    /** Whoever asks for a delay learns of it at once. */
    @Override
    public void delay(Publishing publishing, Duration delay, Next next) {
        require(publishing);
        next.proceed(publishing, delay);
    }

    private void require(Publishing publishing) {
        Publish request = publishing.request();
        Promise promise = promises.get(new Place(publishing.source(), publishing.topic()));
        if (promise == null
                || !Objects.requireNonNullElse(request.schemaVersion(), promise.version)
                        .equals(promise.version)) {
            return;
        }
        JsonNode tree = tree(request.payload());
        List<Violation> faults = tree == null ? List.of() : promise.faults(tree);
        if (!faults.isEmpty()) {
            throw refused(publishing, promise, faults).toException();
        }
    }

    /** In JSON; {@code null} for nothing, which fits every type, and for what has no such form. */
    private static @Nullable JsonNode tree(@Nullable Object payload) {
        try {
            return payload == null || payload instanceof JsonNode
                    ? (JsonNode) payload
                    : Json.MAPPER.valueToTree(payload);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem refused(Publishing publishing, Promise promise, List<Violation> faults) {
        Violation first = faults.getFirst();
        return Problem.of(
                        ProblemCode.INVALID_PAYLOAD,
                        publishing.source(),
                        "what it publishes to "
                                + publishing.topic()
                                + " in version "
                                + promise.version
                                + " is not what its contract says: "
                                + (first.path().isEmpty() ? "" : first.path() + ": ")
                                + first.message(),
                        "Publish what the contract says, or let it say more in a new version.")
                .with(faults);
    }
}
