package io.graphbus.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.model.Publication;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One callable method in {@code agents.json}. */
record MethodEntry(
        String name,
        List<Parameter> parameters,
        String returns,
        JsonNode inputSchema,
        JsonNode outputSchema,
        List<String> publishes,
        List<Publish> publications,
        int line) {

    MethodEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(returns, "returns");
        Objects.requireNonNull(inputSchema, "inputSchema");
        Objects.requireNonNull(outputSchema, "outputSchema");
        parameters = List.copyOf(parameters);
        publishes = List.copyOf(publishes);
        publications = List.copyOf(publications);
    }

    record Parameter(
            String name,
            String type,
            boolean optional,
            @JsonProperty("default") @Nullable JsonNode value) {

        Parameter {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
        }

        static Parameter from(ParameterDefinition p) {
            JsonNode value = p.defaultJson() == null ? null : Json.MAPPER.readTree(p.defaultJson());
            return new Parameter(p.name(), p.type(), p.optional(), value);
        }

        ParameterDefinition definition() {
            String json = value == null ? null : Json.canonical(value);
            return new ParameterDefinition(name, type, optional, json);
        }
    }

    static MethodEntry from(MethodDefinition m) {
        return new MethodEntry(
                m.name(),
                m.parameters().stream().map(Parameter::from).toList(),
                m.returns(),
                m.inputSchema().json(),
                m.outputSchema().json(),
                Publish.topics(m.publishes()),
                Publish.from(m.publishes()),
                m.line());
    }

    MethodDefinition definition() {
        return new MethodDefinition(
                name,
                parameters.stream().map(Parameter::definition).toList(),
                returns,
                new Schema(inputSchema),
                new Schema(outputSchema),
                Publish.definitions(publications),
                line);
    }

    /** One declared publish in {@code agents.json}. */
    record Publish(String topic, @Nullable String key, JsonNode payloadSchema) {

        Publish {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(payloadSchema, "payloadSchema");
        }

        static List<Publish> from(List<Publication> publications) {
            return publications.stream()
                    .map(p -> new Publish(p.topic(), p.key(), p.payload().json()))
                    .toList();
        }

        static List<String> topics(List<Publication> publications) {
            return publications.stream().map(Publication::topic).toList();
        }

        static List<Publication> definitions(List<Publish> entries) {
            return entries.stream()
                    .map(p -> new Publication(p.topic, p.key, new Schema(p.payloadSchema)))
                    .toList();
        }
    }
}
