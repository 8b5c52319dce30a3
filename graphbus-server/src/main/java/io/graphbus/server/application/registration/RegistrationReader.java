package io.graphbus.server.application.registration;

import io.graphbus.contract.AgentContract;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import io.graphbus.server.application.registration.Registration.Instance;
import io.graphbus.server.web.JsonProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads registrations, gathering every fault in one. Usable from any thread. */
public final class RegistrationReader {

    private static final String SCHEMA = "/io/graphbus/server/application/registration.schema.json";

    /** Numbers stay as they are written: a contract's hash depends on them. */
    private static final ObjectReader READER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    private final SchemaValidator shape = SchemaValidator.of(new Schema(schema()));

    /**
     * Reads the body of a request.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_JSON} with line and column, or
     *     {@code INVALID_REQUEST} naming every fault
     */
    public Registration read(InputStream body) {
        JsonNode sent = parse(body);
        List<Violation> faults = new ArrayList<>(Depth.faults(sent));
        if (faults.isEmpty()) {
            faults.addAll(shape.validate(sent));
        }
        if (faults.isEmpty()) {
            faults.addAll(RegistrationFaults.of(sent));
        }
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
        return registration(sent);
    }

    private static JsonNode parse(InputStream body) {
        try {
            return READER.readTree(body);
        } catch (JacksonException e) {
            throw JsonProblems.of(e).toException(e);
        }
    }

    private static Registration registration(JsonNode sent) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.set("graph", sent.get("graph"));
        content.set("contracts", sent.get("contracts"));
        String document = Json.canonical(content);
        return new Registration(
                agents(content),
                topics(content),
                contracts(content).stream().map(AgentContract::read).toList(),
                document,
                Json.sha256(document.getBytes(StandardCharsets.UTF_8)),
                instance(sent.get("instance")));
    }

    private static List<JsonNode> contracts(JsonNode content) {
        return content.get("contracts").valueStream().toList();
    }

    private static List<String> agents(JsonNode content) {
        return content.at("/graph/nodes")
                .valueStream()
                .map(node -> node.get("name").stringValue())
                .sorted()
                .toList();
    }

    private static List<String> topics(JsonNode content) {
        var topics = new TreeSet<String>();
        content.at("/graph/topics").forEach(topic -> topics.add(topic.get("name").stringValue()));
        content.at("/graph/edges")
                .forEach(edge -> edge.path("topic").stringValueOpt().ifPresent(topics::add));
        content.get("contracts").forEach(c -> topics.addAll(c.path("publishes").propertyNames()));
        return List.copyOf(topics);
    }

    private static @Nullable Instance instance(@Nullable JsonNode sent) {
        return sent == null
                ? null
                : new Instance(
                        sent.get("id").stringValue(),
                        sent.path("refresh").stringValueOpt().map(Duration::parse).orElse(null));
    }

    private static RuntimeException refusal(List<Violation> faults) {
        Violation first = faults.getFirst();
        String more =
                faults.size() == 1 ? "" : " There are " + (faults.size() - 1) + " more faults.";
        return Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        first.path(),
                        "The registration is not in order: "
                                + first.path()
                                + " "
                                + first.message()
                                + "."
                                + more,
                        "PUT {graph, contracts}, as /swagger-ui.html describes them.")
                .with(faults)
                .toException();
    }

    private static JsonNode schema() {
        try (InputStream in = RegistrationReader.class.getResourceAsStream(SCHEMA)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in, SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
