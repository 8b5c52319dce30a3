package io.graphbus.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.GraphBus;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One agent: what it offers and how busy it is. */
record AgentView(
        String name,
        String className,
        String description,
        boolean active,
        int queueDepth,
        boolean stateful,
        String contractVersion,
        List<String> dependencies,
        List<MethodView> methods,
        List<SubscriptionView> subscriptions,
        List<String> publishes) {

    static List<AgentView> allOf(GraphBus bus) {
        Map<String, AgentStats> stats =
                bus.stats().agents().stream()
                        .collect(Collectors.toMap(AgentStats::agent, Function.identity()));
        return bus.graph().agents().stream().map(a -> of(a, stats.get(a.name()))).toList();
    }

    private static AgentView of(AgentDefinition agent, @Nullable AgentStats stats) {
        return new AgentView(
                agent.name(),
                agent.className(),
                agent.description(),
                stats != null && stats.active(),
                stats == null ? 0 : stats.queueDepth(),
                agent.stateful(),
                agent.contract().version().toString(),
                agent.dependencies(),
                agent.methods().stream().map(MethodView::of).toList(),
                agent.subscriptions().stream().map(SubscriptionView::of).toList(),
                agent.publishes());
    }

    /**
     * A callable method.
     *
     * @param parameters as {@code name: type}
     */
    record MethodView(String name, List<String> parameters, String returns) {

        static MethodView of(MethodDefinition method) {
            return new MethodView(
                    method.name(),
                    method.parameters().stream().map(MethodView::parameter).toList(),
                    method.returns());
        }

        private static String parameter(ParameterDefinition parameter) {
            return parameter.name() + ": " + parameter.type();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SubscriptionView(String id, String topic, String handler, @Nullable String filter) {

        static SubscriptionView of(Subscription subscription) {
            return new SubscriptionView(
                    subscription.id(),
                    subscription.topic().text(),
                    subscription.handler(),
                    subscription.filter());
        }
    }
}
