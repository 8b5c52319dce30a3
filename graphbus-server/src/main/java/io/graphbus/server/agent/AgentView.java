package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.health.HealthStatus;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agent as agents.json tells it, with how it is now.
 *
 * @param sourceCode only where one agent was asked for
 * @param queueDepth events waiting in its mailbox
 * @param health unless it is switched off
 */
@Schema(name = "Agent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentView(
        @Schema(example = "HelloService") String name,
        AgentStatus status,
        int queueDepth,
        @Nullable HealthStatus health,
        @Schema(example = "hello.HelloService") String className,
        @Schema(example = "Generates greetings") String description,
        @Nullable String sourceFile,
        int line,
        @Nullable String sourceCode,
        int concurrency,
        List<String> dependencies,
        boolean stateful,
        @Schema(example = "1.0.0") String contractVersion,
        List<Method> methods,
        List<Handler> subscriptions,
        List<String> publishes) {

    static AgentView of(
            AgentDefinition agent,
            AgentStatus status,
            int queueDepth,
            @Nullable HealthStatus health,
            boolean source) {
        return new AgentView(
                agent.name(),
                status,
                queueDepth,
                health,
                agent.className(),
                agent.description(),
                agent.source().file(),
                agent.source().line(),
                source ? agent.source().code() : null,
                agent.concurrency(),
                agent.dependencies(),
                agent.stateful(),
                agent.contract().version().text(),
                agent.methods().stream().map(Method::of).toList(),
                agent.subscriptions().stream().map(Handler::of).toList(),
                agent.publishes());
    }

    /** A callable method. */
    @Schema(name = "Method")
    record Method(
            @Schema(example = "generateMessage") String name,
            List<Parameter> parameters,
            @Schema(example = "hello.Greeting") String returns,
            @Schema(types = "object", description = "JSON Schema of the arguments")
                    JsonNode inputSchema,
            @Schema(types = "object", description = "JSON Schema of the result")
                    JsonNode outputSchema,
            List<String> publishes,
            int line) {

        static Method of(MethodDefinition method) {
            return new Method(
                    method.name(),
                    method.parameters().stream().map(Parameter::of).toList(),
                    method.returns(),
                    method.inputSchema().json(),
                    method.outputSchema().json(),
                    method.publishes().stream().map(Publication::topic).toList(),
                    method.line());
        }
    }

    /** A parameter of a method. */
    @Schema(name = "Parameter")
    record Parameter(
            @Schema(example = "name") String name,
            @Schema(example = "java.lang.String") String type,
            boolean optional) {

        static Parameter of(ParameterDefinition parameter) {
            return new Parameter(parameter.name(), parameter.type(), parameter.optional());
        }
    }

    /** A subscription, seen from its agent. */
    @Schema(name = "Handler")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Handler(
            @Schema(example = "onMessage") String id,
            @Schema(example = "/Hello/MessageGenerated") String topic,
            @Schema(example = "onMessage") String handler,
            @Nullable String filter,
            @Nullable String schemaVersion,
            int line) {

        static Handler of(Subscription subscription) {
            return new Handler(
                    subscription.id(),
                    subscription.topic().text(),
                    subscription.handler(),
                    subscription.filter(),
                    subscription.schemaVersion(),
                    subscription.line());
        }
    }
}
