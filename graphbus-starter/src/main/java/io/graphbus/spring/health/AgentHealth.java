package io.graphbus.spring.health;

import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.MethodStats;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** One agent's state as Spring Boot says it. */
final class AgentHealth {

    /**
     * An agent that takes no more work while its graph runs. Answered with 200: the application
     * itself works.
     */
    static final Status AGENT_FAILED = new Status("AGENT_FAILED");

    private AgentHealth() {}

    static Health of(AgentStats agent, boolean running) {
        return Health.status(status(agent, running))
                .withDetail("queueDepth", agent.queueDepth())
                .withDetail("calls", agent.methods().stream().mapToLong(MethodStats::calls).sum())
                .withDetail("errors", agent.methods().stream().mapToLong(MethodStats::errors).sum())
                .withDetail(
                        "delivered",
                        agent.subscriptions().stream()
                                .mapToLong(SubscriptionStats::delivered)
                                .sum())
                .withDetail(
                        "failed",
                        agent.subscriptions().stream().mapToLong(SubscriptionStats::failed).sum())
                .build();
    }

    private static Status status(AgentStats agent, boolean running) {
        if (!running) {
            return Status.OUT_OF_SERVICE;
        }
        return agent.active() ? Status.UP : AGENT_FAILED;
    }
}
