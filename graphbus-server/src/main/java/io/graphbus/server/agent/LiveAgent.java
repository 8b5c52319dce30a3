package io.graphbus.server.agent;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthStatus;
import io.graphbus.model.AgentDefinition;
import io.graphbus.runtime.RuntimeStats.Presence;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it was at one moment, so that what is shown and what its tag stands for are the same.
 *
 * @param health unless it is switched off
 */
record LiveAgent(
        AgentDefinition definition,
        AgentStatus status,
        int queueDepth,
        @Nullable HealthStatus health) {

    private static final Presence AWAY = new Presence(false, 0);

    static LiveAgent of(GraphBus bus, AgentDefinition agent) {
        Presence presence = bus.presence(agent.name()).orElse(AWAY);
        return new LiveAgent(
                agent,
                presence.active() ? AgentStatus.ACTIVE : AgentStatus.STOPPED,
                presence.queueDepth(),
                bus.health().map(health -> health.status(agent.name())).orElse(null));
    }

    /** What may change while the graph stays. */
    String moment() {
        return status + " " + queueDepth + " " + health;
    }

    AgentView withoutSource() {
        return AgentView.of(definition, status, queueDepth, health, false);
    }

    AgentView withSource() {
        return AgentView.of(definition, status, queueDepth, health, true);
    }
}
